package org.p2vworkbench.disks.raid.claim;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixtures.raid.bios.AdaptecWriter;
import org.p2vworkbench.fixtures.raid.bios.Hpt37xWriter;
import org.p2vworkbench.fixtures.raid.bios.Hpt45xWriter;
import org.p2vworkbench.fixtures.raid.bios.JmicronWriter;
import org.p2vworkbench.fixtures.raid.bios.Lsi3Writer;
import org.p2vworkbench.fixtures.raid.bios.LsiWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;
import org.p2vworkbench.fixtures.raid.bios.NvidiaWriter;
import org.p2vworkbench.fixtures.raid.bios.PromiseWriter;
import org.p2vworkbench.fixtures.raid.bios.SilWriter;
import org.p2vworkbench.fixtures.raid.bios.SisWriter;
import org.p2vworkbench.fixtures.raid.bios.ViaWriter;

final class BiosRaidFuzzTest {

    private static final int SECTORS = 128;
    private static final int ROUNDS = 2000;

    /** Formats that check a sum are seeded without, too: their damaged records are still parsed. */
    private static final List<IntFunction<MemberDisk>> SEEDS = List.of(
            slot -> empty().tail(17, new AdaptecWriter(0, slot, 2, 8, 64, 1, 0, 2).sectors(SECTORS)),
            slot -> empty().data(9, new Hpt37xWriter(0, slot, 2, 4, 3, 128, 7, 0).sector()),
            slot -> empty().tail(11, new Hpt45xWriter(8, slot, 3, 3, 0, 0, 0, 128).sector()),
            slot -> empty().tail(
                            1, new JmicronWriter(0, 2, 1, 0, 64, "J", 16L << slot, 1, new long[] {16, 32}).sector()),
            slot -> empty().tail(1, new LsiWriter(1, slot, 2, 2, 8, 128, -1).sector()),
            slot -> empty().tail(4, new Lsi3Writer(0, slot, 2, 1, 64, 0).sectors()),
            slot -> empty().tail(2, new NvidiaWriter(0x80, slot, 2, 2, 8, 128, 0, 0, 0).sector()),
            slot -> empty().tail(
                            63, new PromiseWriter(0, slot, 2, 2, 3, 0, 64, 128, 1, 7, 0x8f, 0xffffffffL, 9).area()),
            slot -> empty().tail(1, new SilWriter(0, slot, 2, 0, 255, 0, 8, 128, 1, 1, 2).sector()),
            slot -> empty().tail(16, new SisWriter(2, slot + 1, 2, 8).sector()),
            slot -> empty().tail(1, new ViaWriter(0, slot, 2, 0, 64, 5L + slot, new long[] {5, 6}).sector()));

    @Test
    void damagedRecordsNeverEndInAnythingButAnIoException() {
        List<byte[]> seeds = SEEDS.stream()
                .map(seed -> {
                    byte[] pair = new byte[2 * SECTORS * 512];
                    IntStream.range(0, 2)
                            .forEach(slot -> System.arraycopy(
                                    seed.apply(slot).bytes(), 0, pair, slot * SECTORS * 512, SECTORS * 512));
                    return pair;
                })
                .toList();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] disks = seeds.get(i % seeds.size()).clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = place(random, disks);
                disks[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
            }
            assertThatCode(() -> BiosRaidFuzz.fuzzerTestOneInput(disks))
                    .as("seed %d, round %d", seed, i)
                    .doesNotThrowAnyException();
        }
    }

    /** Where something is written, or close to it. */
    private static int place(Random random, byte[] disks) {
        for (int tries = 0; tries < 500; tries++) {
            int at = random.nextInt(disks.length);
            if (disks[at] != 0) {
                return Math.min(disks.length - 1, at + random.nextInt(4));
            }
        }
        return random.nextInt(disks.length);
    }

    private static MemberDisk empty() {
        return new MemberDisk(SECTORS);
    }
}
