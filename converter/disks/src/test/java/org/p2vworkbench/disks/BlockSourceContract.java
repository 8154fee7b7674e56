package org.p2vworkbench.disks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every source must do, whatever it reads from. A test class per implementation says what the bytes should be. */
public abstract class BlockSourceContract {

    /** A fresh source; the contract closes it. */
    protected abstract BlockSource source() throws Exception;

    /** The bytes it must deliver: its whole content. At most a few MiB. */
    protected abstract byte[] content() throws Exception;

    @Test
    void sizeIsTheContentsSize() throws Exception {
        try (BlockSource source = source()) {
            assertThat(source.size()).isEqualTo(content().length);
        }
    }

    @Test
    void wholeContentReadsAtOnce() throws Exception {
        try (BlockSource source = source()) {
            assertThat(read(source, 0, (int) source.size())).isEqualTo(content());
        }
    }

    @Test
    void anyRangeReadsAsThatPartOfTheContent() throws Exception {
        byte[] content = content();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (BlockSource source = source()) {
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(content.length);
                int length = random.nextInt(Math.min(200_000, content.length - from) + 1);
                assertThat(read(source, from, length))
                        .as("seed %d, %d bytes at %d", seed, length, from)
                        .isEqualTo(Arrays.copyOfRange(content, from, from + length));
            }
        }
    }

    @Test
    void readMovesNothingButTheBufferGiven() throws Exception {
        byte[] content = content();
        int length = Math.min(100, content.length);
        try (BlockSource source = source()) {
            ByteBuffer into = ByteBuffer.allocateDirect(length + 7).position(3).limit(3 + length);
            source.read(0, into);
            assertThat(into.position()).isEqualTo(into.limit()).isEqualTo(3 + length);
            byte[] got = new byte[length];
            into.get(3, got);
            assertThat(got).isEqualTo(Arrays.copyOf(content, length));
        }
    }

    @Test
    void extentsCoverTheSourceAndZeroMeansZero() throws Exception {
        byte[] content = content();
        try (BlockSource source = source()) {
            long at = 0;
            for (Extent run : source.extents(0, source.size())) {
                assertThat(run.offset()).isEqualTo(at);
                if (run.isZero()) {
                    assertThat(Arrays.copyOfRange(content, (int) run.offset(), (int) run.end()))
                            .as("run said to be zero: %s", run)
                            .containsOnly(0);
                }
                at = run.end();
            }
            assertThat(at).isEqualTo(source.size());
        }
    }

    @Test
    void extentsOfAPartAreThatPartOfTheWhole() throws Exception {
        Random random = new Random(7);
        try (BlockSource source = source()) {
            for (int i = 0; i < 50; i++) {
                long from = (long) (random.nextDouble() * source.size());
                long to = from + (long) (random.nextDouble() * (source.size() - from));
                long at = from;
                for (Extent run : source.extents(from, to)) {
                    assertThat(run.offset()).isEqualTo(at);
                    at = run.end();
                }
                assertThat(at).isEqualTo(to);
            }
        }
    }

    @Test
    void rangesOutsideAreTheCallersMistake() throws Exception {
        try (BlockSource source = source()) {
            long size = source.size();
            for (long[] bad : new long[][] {{-1, 1}, {size, 1}, {size - 1, 2}, {Long.MAX_VALUE, 1}}) {
                assertThatThrownBy(() -> source.read(bad[0], ByteBuffer.allocate((int) bad[1])))
                        .as("%d bytes at %d", bad[1], bad[0])
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    @Test
    void manyThreadsReadAtOnce() throws Exception {
        byte[] content = content();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (BlockSource source = source()) {
            List<Callable<Void>> readers = IntStream.range(0, 8)
                    .mapToObj(reader -> (Callable<Void>) () -> {
                        Random random = new Random(reader);
                        for (int i = 0; i < 50; i++) {
                            int from = random.nextInt(content.length);
                            int length = random.nextInt(Math.min(70_000, content.length - from) + 1);
                            assertThat(read(source, from, length))
                                    .isEqualTo(Arrays.copyOfRange(content, from, from + length));
                        }
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(readers)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    protected static byte[] read(BlockSource source, long offset, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        source.read(offset, into);
        assertThat(into.hasRemaining()).isFalse();
        return into.array();
    }
}
