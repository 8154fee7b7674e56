package org.p2vworkbench.converter.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.fixtures.OutsideTool;

class WrappedDiskTest {

    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void partsLieBehindAFreeMegabyteInTheOrderOfTheirNumbers() throws IOException {
        byte[] root = random(3 * MIB + 700);
        byte[] swap = swap(2 * MIB);
        try (WrappedDisk disk = wrapped(part(2, swap), part(1, root))) {
            assertThat(disk.size()).isEqualTo(7L * MIB);
            byte[] content = read(disk, 0, 7 * MIB);

            assertThat(Arrays.copyOfRange(content, MIB, MIB + root.length)).isEqualTo(root);
            assertThat(Arrays.copyOfRange(content, 5 * MIB, 7 * MIB)).isEqualTo(swap);
            assertThat(Arrays.copyOfRange(content, MIB + root.length, 5 * MIB)).containsOnly(0);
            assertThat(Arrays.copyOfRange(content, 0, 440)).containsOnly(0);
            assertThat(Arrays.copyOfRange(content, 512, MIB)).containsOnly(0);
        }
    }

    @Test
    void anyRangeReadsAsThatPartOfTheWholeAndZeroMeansZero() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (WrappedDisk disk = wrapped(part(1, random(MIB + 513)), part(6, random(2 * MIB)))) {
            byte[] whole = read(disk, 0, (int) disk.size());
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(whole.length);
                int length = random.nextInt(Math.min(2 * MIB, whole.length - from) + 1);
                assertThat(read(disk, from, length))
                        .as("seed %d", seed)
                        .isEqualTo(Arrays.copyOfRange(whole, from, from + length));
                long end = from;
                for (Extent run : disk.extents(from, from + length)) {
                    assertThat(run.offset()).as("seed %d", seed).isEqualTo(end);
                    end += run.length();
                    if (run.isZero()) {
                        assertThat(Arrays.copyOfRange(whole, (int) run.offset(), (int) end))
                                .as("seed %d", seed)
                                .containsOnly(0);
                    }
                }
                assertThat(end).isEqualTo(from + length);
            }
        }
    }

    @Test
    void sameFilesAreTheSameDisk() throws IOException {
        byte[] root = random(MIB);
        byte[] first;
        try (WrappedDisk disk = wrapped(part(1, root), part(7, root))) {
            first = read(disk, 0, (int) disk.size());
        }
        try (WrappedDisk disk = wrapped(part(1, root), part(7, root))) {
            assertThat(read(disk, 0, (int) disk.size())).isEqualTo(first);
        }
    }

    @Test
    void sfdiskReadsTheMasterBootRecord() throws IOException {
        try (WrappedDisk disk = wrapped(part(1, random(3 * MIB)), part(3, swap(2 * MIB)))) {
            String dump = sfdisk(disk);

            assertThat(dump).contains("label: dos");
            assertThat(dump).containsPattern("image1 : start= +2048, size= +6144, type=83, bootable");
            assertThat(dump).containsPattern("image3 : start= +8192, size= +4096, type=82\n");
        }
    }

    @Test
    void sfdiskReadsTheGuidTableAndItsCopy() throws IOException {
        try (WrappedDisk disk = wrapped(part(1, random(3 * MIB)), part(5, swap(2 * MIB)))) {
            String dump = sfdisk(disk);

            assertThat(dump).contains("label: gpt", "first-lba: 34");
            assertThat(dump)
                    .containsPattern("image1 : start= +2048, size= +6144, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4")
                    .containsPattern("image5 : start= +8192, size= +4096, type=0657FD6D-A4AB-43C4-84E5-0933C84B4F4F")
                    .containsPattern("image6 : start= +34, size= +2014, type=21686148-6449-6E6F-744E-656564454649");
            // It says so when the copy at the end is not as it has to be.
            assertThat(OutsideTool.named("sfdisk").run("--verify", folder.resolve("image")))
                    .contains("No errors detected");
        }
    }

    private String sfdisk(BlockSource disk) throws IOException {
        assumeTrue(OutsideTool.named("sfdisk").isInstalled(), "no sfdisk: partition tables are not compared");
        Files.write(folder.resolve("image"), read(disk, 0, (int) disk.size()));
        return OutsideTool.named("sfdisk").run("--dump", folder.resolve("image"));
    }

    private WrappedDisk wrapped(WrappedDisk.Source... sources) throws IOException {
        return WrappedDisk.open("xvda", List.of(sources));
    }

    private WrappedDisk.Source part(int number, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("part" + number), content);
        return new WrappedDisk.Source(number, () -> raw(file));
    }

    private static DiskImage raw(Path file) throws IOException {
        return ImageFormats.all().open(FolderSiblings.named(file, false, new SparseMap()), Optional.of("raw"));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] swap(int length) {
        byte[] bytes = new byte[length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(1024, 1).putInt(1028, length / 4096 - 1);
        System.arraycopy("SWAPSPACE2".getBytes(StandardCharsets.US_ASCII), 0, bytes, 4096 - 10, 10);
        return bytes;
    }

    private static byte[] read(BlockSource disk, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        disk.read(offset, bytes);
        return bytes.array();
    }
}
