package org.p2vworkbench.fixups.windows.cabinet;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixtures.cabinet.CabinetWriter;
import org.p2vworkbench.fixtures.cabinet.LzxPacking;
import org.p2vworkbench.fixtures.cabinet.MszipPacking;
import org.p2vworkbench.fixtures.cabinet.Packing;
import org.p2vworkbench.fixtures.cabinet.SzddWriter;
import org.p2vworkbench.fixtures.machine.PhonyProgram;

/** The fuzz target with small cabinets, spoiled some thousand times. They have no checksums, which would end it early. */
class CabinetFuzzTest {

    private static final int ROUNDS = 2500;

    @Test
    void spoiledCabinetsAreRefusedInOrder() {
        List<byte[]> sound = List.of(
                cabinet(new LzxPacking(15, 12_000_000, 1)),
                cabinet(new LzxPacking(17, 0, 2)),
                cabinet(new LzxPacking(19, 12_000_000, 3)),
                cabinet(new MszipPacking()),
                cabinet(Packing.stored()),
                SzddWriter.of(PhonyProgram.driver("a", 2000), 's'));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] spoiled = sound.get(round % sound.size()).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                // Half of them where the lengths and the codes are.
                int at = random.nextInt(random.nextBoolean() ? spoiled.length : Math.min(spoiled.length, 300));
                spoiled[at] =
                        random.nextBoolean() ? (byte) random.nextInt() : (byte) (spoiled[at] ^ 1 << random.nextInt(8));
            }
            byte[] cut = random.nextInt(8) == 0 ? Arrays.copyOf(spoiled, random.nextInt(spoiled.length)) : spoiled;
            try {
                CabinetFuzz.fuzzerTestOneInput(cut);
            } catch (RuntimeException | Error escaped) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), escaped);
            }
        }
    }

    private static byte[] cabinet(Packing packing) {
        return new CabinetWriter()
                .withoutChecksums()
                .folder(packing)
                .file("a.sys", PhonyProgram.driver("a", 5000))
                .file("b.sys", PhonyProgram.driver("b", 31_000))
                .bytes();
    }
}
