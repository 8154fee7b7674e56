package org.p2vworkbench.disks.partclone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;
import org.p2vworkbench.disks.Extent;

final class StreamedVolumeTest extends BlockSourceContract {

    @Override
    protected BlockSource source() throws Exception {
        return open(Streams.v2(PartcloneChecksum.XXH128, 77, true, PartcloneHeader.BitmapMode.BITS));
    }

    @Override
    protected byte[] content() {
        return Streams.content();
    }

    private static BlockSource open(byte[] image) throws Exception {
        return new StreamedVolume(
                "sda1",
                SavedVolumes.open(Streams.opener(image), (long) Streams.BLOCKS * Streams.BLOCK_BYTES),
                new RecentWindows());
    }

    static Stream<Arguments> images() {
        return Stream.of(PartcloneChecksum.values()).flatMap(checksum -> Stream.of(PartcloneHeader.BitmapMode.values())
                .flatMap(mode -> Stream.of(
                        Arguments.of("%s %s strips".formatted(checksum, mode), Streams.v2(checksum, 100, true, mode)),
                        Arguments.of(
                                "%s %s running on".formatted(checksum, mode),
                                Streams.v2(checksum, 1024, false, mode)))));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("0001", Streams.v1(4)),
                Arguments.of("0001 with wide sums", Streams.v1(8)),
                Arguments.of("ntfsclone", Streams.ntfsclone()),
                Arguments.of(
                        "one strip",
                        Streams.v2(PartcloneChecksum.CRC32, 1 << 20, true, PartcloneHeader.BitmapMode.BITS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"images", "others"})
    void everyKindOfImageReadsAsItsVolume(String kind, byte[] image) throws Exception {
        byte[] expected = Streams.content();
        try (BlockSource volume = open(image)) {
            ByteBuffer found = ByteBuffer.allocate(expected.length);
            volume.read(0, found);
            assertThat(Arrays.mismatch(found.array(), expected)).as(kind).isEqualTo(-1);
        }
    }

    /** A block of 1 KiB in use and one not, in turn, are not worth the list of them. */
    @Test
    void smallGapsPassForData() throws Exception {
        try (BlockSource volume = source()) {
            List<Extent> runs = volume.extents(0, volume.size()).runs();
            assertThat(runs).hasSizeLessThan(9);
            assertThat(runs.get(0)).isEqualTo(new Extent(0, 40 * 1024, Extent.Kind.DATA));
            assertThat(runs.get(1).isZero()).isTrue();
            assertThat(runs.get(1).end()).isEqualTo(1002 * 1024);
        }
    }

    /** A copy unpacks once; whoever jumps about makes it begin anew a few times, and then no more. */
    @Test
    void randomAccessDoesNotUnpackForEachRead() throws Exception {
        byte[] content = new byte[40 * StreamedVolume.WINDOW_BYTES];
        new Random(1).nextBytes(content);
        AtomicInteger opened = new AtomicInteger();
        StreamOpener opener = () -> {
            opened.incrementAndGet();
            return Streams.opener(content).open();
        };
        try (BlockSource volume =
                new StreamedVolume("sda1", SavedVolumes.whole(opener, content.length), new RecentWindows())) {
            for (int from = 0; from < content.length; from += 1 << 20) {
                assertReads(volume, content, from);
            }
            assertThat(opened).hasValue(1);
            for (int from = content.length - 5000; from > 0; from -= 1_500_000) {
                assertReads(volume, content, from);
            }
            for (int from = 100; from < content.length - 5000; from += 1_700_000) {
                assertReads(volume, content, from);
            }
            assertThat(opened).hasValueLessThanOrEqualTo(4);
        }
    }

    private static void assertReads(BlockSource volume, byte[] content, int from) throws Exception {
        ByteBuffer found = ByteBuffer.allocate(5000);
        volume.read(from, found);
        assertThat(found.array()).as("at %d", from).isEqualTo(Arrays.copyOfRange(content, from, from + 5000));
    }
}
