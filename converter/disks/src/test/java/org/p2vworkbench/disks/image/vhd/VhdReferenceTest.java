package org.p2vworkbench.disks.image.vhd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;
import org.p2vworkbench.disks.image.blocks.UnpackedReference;
import org.p2vworkbench.fixtures.OutsideTool;

/** Images by Windows, Virtual PC, Disk2vhd and qemu-img, against what QEMU 7.2 reads in them. */
final class VhdReferenceTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ext2.vhd.gz, 4212736, 870be7ae16c1fa8faab05c6eb9205dc9a7ae35c5f552c5cf8a267c0bc6a5cb99",
        "fat-parent.vhd.gz, 4194304, bbdb657bc5aa2fde44e2456149f9257a862cb84f4668e338b90e357b0fbdf118",
        "ntfs-dynamic.vhd.gz, 4194304, 8b10b52e3d1e76075d05a5101a6536b9fa8376a5b8f7c22f502d0987d165c876",
    })
    void contentIsWhatQemuReads(String packed, long bytes, String sha256) throws IOException {
        try (DiskImage image = Images.open(UnpackedReference.unpack("vhd/" + packed, folder))) {
            assertThat(image.size()).isEqualTo(bytes);
            assertThat(Images.sha256(image)).isEqualTo(sha256);
        }
    }

    @Test
    void virtualPcDiskHasTheSizeOfItsGeometryAndNoData() throws IOException {
        Path file = UnpackedReference.unpack("vhd/qemu-virtualpc-dynamic.vhd.bz2", folder);

        try (DiskImage image = Images.open(file)) {
            assertThat(image.size()).isEqualTo(136363130880L);
            assertThat(image.extents(0, image.size()).dataBytes()).isZero();
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource(
            "qemu-d2v-zerofilled.vhd.bz2, 263454720, 1ba076be94a8a64541c25aae8d5a5f8b0da758c3797af597e03acb431ff8d143")
    void largeContentIsWhatQemuReads(String packed, long bytes, String sha256) throws IOException {
        contentIsWhatQemuReads(packed, bytes, sha256);
    }

    /** QEMU reads no parents; the hash is that of an independent overlay of the child's sectors on the parent's. */
    @Test
    void childOfAWindowsDiskReadsThroughItsParent() throws IOException {
        UnpackedReference.unpack("vhd/fat-parent.vhd.gz", folder);
        Path child = UnpackedReference.unpack("vhd/fat-differential.vhd.gz", folder);

        try (DiskImage image = Images.open(child)) {
            assertThat(image.format()).isEqualTo("vhd differencing");
            assertThat(Images.sha256(image))
                    .isEqualTo("f4b61a33ee2f7e8c19f737792a4107e46340026a9a829e4169b751901cc3ef02");
        }
    }

    @ParameterizedTest
    @CsvSource({"dynamic, 33554432", "dynamic, 12345344", "fixed, 4194816"})
    void whatQemuImgWritesReadsTheSame(String subformat, long bytes) throws IOException {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img is not installed");
        Path raw = folder.resolve("disk.raw");
        Path vhd = folder.resolve("disk.vhd");
        byte[] content = new byte[(int) bytes];
        new Random(5).nextBytes(content);
        Arrays.fill(content, 100_000, 3_000_000, (byte) 0);
        Files.write(raw, content);
        QEMU_IMG.run("convert", "-f", "raw", "-O", "vpc", "-o", "force_size=on,subformat=" + subformat, raw, vhd);

        try (DiskImage image = Images.open(vhd)) {
            assertThat(Images.content(image)).isEqualTo(content);
        }
    }
}
