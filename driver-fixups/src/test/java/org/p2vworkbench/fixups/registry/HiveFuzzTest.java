package org.p2vworkbench.fixups.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixtures.registry.FakeKey;
import org.p2vworkbench.fixtures.registry.HiveLogWriter;
import org.p2vworkbench.fixtures.registry.HiveWriter;

/** The fuzz targets with small hives, logs and texts of both kinds, spoiled a few thousand times. */
class HiveFuzzTest {

    private static final int ROUNDS = 4000;

    @Test
    void spoiledHivesAreRefusedInOrder() {
        spoil(HiveFuzz::fuzzerTestOneInput, HiveWriter.write(machine()), HiveWriter.writeOld(machine()));
    }

    @Test
    void spoiledLogsAreRefusedInOrder() {
        byte[] before = HiveWriter.write(FakeKey.root());
        byte[] after = HiveWriter.write(machine());
        byte[] old =
                HiveLogWriter.old(HiveWriter.write(machine()), Arrays.copyOf(HiveWriter.dirty(after), after.length));

        spoil(HiveLogsFuzz::fuzzerTestOneInput, HiveLogWriter.entries(3, List.of(before, after)), old);
    }

    @Test
    void spoiledTextsAreRefusedInOrder() {
        List<RegistryEdit> edits = List.of(
                new RegistryEdit.DeleteKey("SYSTEM", "gone"),
                new RegistryEdit.CreateKey("SYSTEM", "a\\b"),
                new RegistryEdit.SetValue("SYSTEM", "a\\b", "c", RegistryData.texts(List.of("d", "e".repeat(99)))),
                new RegistryEdit.SetValue("SYSTEM", "a\\b", "f", RegistryData.dword(7)),
                new RegistryEdit.SetValue("SYSTEM", "a\\b", "g", RegistryData.text("h\\i\"j")));

        spoil(RegFileFuzz::fuzzerTestOneInput, RegFile.version5(edits), RegFile.version4(edits));
    }

    private static void spoil(Consumer<byte[]> target, byte[]... sound) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] spoiled = sound[round % sound.length].clone();
            for (int i = random.nextInt(5); i >= 0; i--) {
                spoil(spoiled, random);
            }
            byte[] cut = random.nextInt(8) == 0 ? Arrays.copyOf(spoiled, random.nextInt(spoiled.length)) : spoiled;
            try {
                target.accept(cut);
            } catch (RuntimeException | Error escaped) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), escaped);
            }
        }
    }

    /** Mostly where something is: half of a hive is empty. */
    private static void spoil(byte[] hive, Random random) {
        int at = random.nextInt(hive.length);
        while (hive[at] == 0 && random.nextInt(20) != 0) {
            at = random.nextInt(hive.length);
        }
        switch (random.nextInt(4)) {
            case 0 -> hive[at] = (byte) random.nextInt();
            case 1 -> hive[at] = -1;
            case 2 -> hive[at] ^= (byte) (1 << random.nextInt(8));
            default ->
                System.arraycopy(
                        hive, random.nextInt(hive.length / 8) * 8, hive, Math.min(at, hive.length - 8) & ~7, 8);
        }
    }

    private static FakeKey machine() {
        FakeKey root = FakeKey.root();
        for (int i = 0; i < 12; i++) {
            root.key("ControlSet001\\Services\\s" + i).dword("Start", i % 5).multiSz("Group", "a", "b" + i);
        }
        root.key("ControlSet001\\Класс").className("x").binary("large", new byte[20_000]);
        return root;
    }
}
