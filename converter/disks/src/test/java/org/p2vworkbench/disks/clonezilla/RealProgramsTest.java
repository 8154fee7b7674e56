package org.p2vworkbench.disks.clonezilla;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Zeros;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.disks.image.raw.RawFile;

/** What the real programs saved reads as the disk it was. */
final class RealProgramsTest {

    private static final int PIECE = 1 << 20;

    @TempDir
    static Path temp;

    private static Path made;

    @BeforeAll
    static void make() throws IOException {
        made = MadeFolders.in(temp);
    }

    @ParameterizedTest
    @CsvSource({"gpt, sda", "mbr, hda"})
    void aFolderReadsAsItsDisk(String folder, String disk) throws IOException {
        try (BlockSource image = open(folder, disk);
                BlockSource original = RawFile.open(made.resolve(folder + ".raw"))) {
            assertThat(image.size()).isEqualTo(original.size());
            for (long at = 0; at < image.size(); at += PIECE) {
                assertSame(image, original, at, (int) Math.min(PIECE, image.size() - at));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"gpt, sda", "mbr, hda"})
    void anyOrderOfReadingGivesTheSame(String folder, String disk) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (BlockSource image = open(folder, disk);
                BlockSource original = RawFile.open(made.resolve(folder + ".raw"))) {
            for (int i = 0; i < 60; i++) {
                int length = 1 + random.nextInt(3 * PIECE);
                assertSame(image, original, random.nextLong(image.size() - length), length);
            }
        } catch (AssertionError wrong) {
            throw new AssertionError("seed " + seed, wrong);
        }
    }

    @Test
    void whatIsNotInUseIsKnownWithoutReading() throws IOException {
        try (BlockSource image = open("gpt", "sda");
                BlockSource original = RawFile.open(made.resolve("gpt.raw"))) {
            long data = 0;
            for (Extent run : image.extents(0, image.size())) {
                if (run.isZero()) {
                    for (long at = run.offset(); at < run.end(); at += PIECE) {
                        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(PIECE, run.end() - at));
                        original.read(at, bytes);
                        assertThat(Zeros.only(bytes.flip()))
                                .as("zeros at 0x%x", at)
                                .isTrue();
                    }
                } else {
                    data += run.length();
                }
            }
            assertThat(data).isBetween(1L << 20, image.size() / 2);
        }
    }

    /** Where sfdisk put the links between logical partitions was not saved; they lie in these gaps. */
    private static void blankLinks(ByteBuffer bytes, long at) {
        for (long[] gap : new long[][] {{32768, 34816}, {67584, 69632}}) {
            long from = Math.max(at, gap[0] * 512);
            long to = Math.min(at + bytes.capacity(), gap[1] * 512);
            if (from < to) {
                Arrays.fill(bytes.array(), (int) (from - at), (int) (to - at), (byte) 0);
            }
        }
    }

    private static BlockSource open(String folder, String disk) throws IOException {
        ClonezillaFolder image = ClonezillaFolder.read(made.resolve(folder), false, HoleMap.UNKNOWN);
        assertThat(image.disks()).containsExactly(disk);
        return image.open(disk);
    }

    private static void assertSame(BlockSource image, BlockSource original, long at, int length) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(length);
        ByteBuffer wanted = ByteBuffer.allocate(length);
        image.read(at, found);
        original.read(at, wanted);
        if (original.name().contains("mbr")) {
            blankLinks(found, at);
            blankLinks(wanted, at);
        }
        int mismatch = wanted.flip().mismatch(found.flip());
        assertThat(mismatch)
                .as("first difference of %d bytes at 0x%x", length, at)
                .isEqualTo(-1);
    }
}
