package org.p2vworkbench.converter.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;

class ChunkRunsTest {

    @Test
    void chunkIsZeroWhenAllOfItIsWhateverTheExtents() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int chunk = 1 << (9 + random.nextInt(4));
            FakeDisk disk = new FakeDisk(new byte[1 + random.nextInt(40 * chunk)]);
            boolean[] zero = new boolean[(int) disk.size()];
            int at = random.nextInt(2 * chunk);
            while (at < disk.size()) {
                int length = (int) Math.min(1 + random.nextInt(4 * chunk), disk.size() - at);
                disk.withHole(at, length);
                Arrays.fill(zero, at, at + length, true);
                at += length + 1 + random.nextInt(3 * chunk);
            }

            boolean[] found = given(disk, chunk);

            long data = 0;
            for (int i = 0; i < found.length; i++) {
                int end = Math.min((i + 1) * chunk, zero.length);
                boolean all = true;
                for (int b = i * chunk; b < end; b++) {
                    all &= zero[b];
                    data += zero[b] ? 0 : 1;
                }
                assertThat(found[i]).as("seed %d, chunk %d", seed, i).isEqualTo(all);
            }
            assertThat(CopyPlan.of(disk, chunk, false).dataBytes())
                    .as("seed %d", seed)
                    .isEqualTo(data);
            assertThat(CopyPlan.of(disk, chunk, true).dataBytes()).isEqualTo(disk.size());
        }
    }

    private static boolean[] given(FakeDisk disk, int chunk) throws IOException {
        boolean[] zero = new boolean[(int) ((disk.size() + chunk - 1) / chunk)];
        ChunkRuns runs = new ChunkRuns(disk, chunk, false);
        long next = 0;
        for (ChunkRun run = runs.next(); run != null; run = runs.next()) {
            assertThat(run.first()).isEqualTo(next);
            assertThat(run.count()).isPositive();
            Arrays.fill(zero, (int) run.first(), (int) run.end(), run.zero());
            next = run.end();
        }
        assertThat(next).isEqualTo(zero.length);
        return zero;
    }

    @Test
    void dataIsFoundInEveryWindowOfADiskOfManyAndAcrossTheirBorders() throws IOException {
        // Windows are 64 GiB; an island of data lies at the border of each, one byte on either side.
        long size = 1L << 40;
        int chunk = 1 << 20;
        BlockSource sparse = new Islands(size, 64L << 30);

        long data = 0;
        long zeroRuns = 0;
        ChunkRuns runs = new ChunkRuns(sparse, chunk, false);
        for (ChunkRun run = runs.next(); run != null; run = runs.next()) {
            data += run.zero() ? 0 : run.count();
            zeroRuns += run.zero() ? 1 : 0;
        }

        assertThat(data).isEqualTo(2 * 15);
        assertThat(zeroRuns).isLessThanOrEqualTo(2 * 16);
    }

    /** Zeros with two bytes of data around every multiple of {@code every}. */
    private record Islands(long size, long every) implements BlockSource {

        @Override
        public String name() {
            return "islands";
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            throw new AssertionError("nothing needs to be read");
        }

        @Override
        public Extents extents(long from, long to) {
            Extents.Builder runs = new Extents.Builder(from);
            for (long at = every; at < size; at += every) {
                long start = Math.max(from, at - 1);
                long end = Math.min(to, at + 1);
                if (start < end) {
                    runs.add(start - runs.end(), org.p2vworkbench.disks.Extent.Kind.ZERO)
                            .add(end - start, org.p2vworkbench.disks.Extent.Kind.DATA);
                }
            }
            return runs.add(to - runs.end(), org.p2vworkbench.disks.Extent.Kind.ZERO)
                    .build();
        }

        @Override
        public void close() {}
    }
}
