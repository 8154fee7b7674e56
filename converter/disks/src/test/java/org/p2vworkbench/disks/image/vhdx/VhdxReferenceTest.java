package org.p2vworkbench.disks.image.vhdx;

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

/** Images by Windows and qemu-img, against what QEMU 7.2 reads in them. */
final class VhdxReferenceTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "fat-parent.vhdx.gz, 4194304, 2d1954fec68faefe81dd3687282a9b387bf8417f6d2cf0da3825fa1445b64cfb",
        "ntfs-dynamic.vhdx.gz, 4194304, b92731f8e4bf3532418444d22a9086823a8122569500acd09cd8d2ce20eb98e9",
    })
    void contentIsWhatQemuReads(String packed, long bytes, String sha256) throws IOException {
        try (DiskImage image = Images.open(UnpackedReference.unpack("vhdx/" + packed, folder))) {
            assertThat(image.size()).isEqualTo(bytes);
            assertThat(Images.sha256(image)).isEqualTo(sha256);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource(
            "qemu-iotest-dynamic-1G.vhdx.bz2, 1073741824, d3d112d8dab7fd360609f7d5a7b769904b7a2a7d7b6b8c535f65a23293c05478")
    void largeContentIsWhatQemuReads(String packed, long bytes, String sha256) throws IOException {
        contentIsWhatQemuReads(packed, bytes, sha256);
    }

    /** QEMU reads no parents; the hash is that of an independent overlay of the child's sectors on the parent's. */
    @Test
    void childOfAWindowsDiskReadsThroughItsParent() throws IOException {
        UnpackedReference.unpack("vhdx/fat-parent.vhdx.gz", folder);
        Path child = UnpackedReference.unpack("vhdx/fat-differential.vhdx.gz", folder);

        try (DiskImage image = Images.open(child)) {
            assertThat(image.format()).isEqualTo("vhdx differencing");
            assertThat(Images.sha256(image))
                    .isEqualTo("a538161f34bc44c12bf9a542ce9218741c62728723ea18d0e4f6ea92e9f32e93");
        }
    }

    @ParameterizedTest
    @CsvSource({"dynamic, 1", "dynamic, 8", "fixed, 2"})
    void whatQemuImgWritesReadsTheSame(String subformat, int blockMib) throws IOException {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img is not installed");
        Path raw = folder.resolve("disk.raw");
        Path vhdx = folder.resolve("disk.vhdx");
        byte[] content = new byte[12345344];
        new Random(5).nextBytes(content);
        Arrays.fill(content, 100_000, 7_000_000, (byte) 0);
        Files.write(raw, content);
        String options = "subformat=%s,block_size=%dM".formatted(subformat, blockMib);
        QEMU_IMG.run("convert", "-f", "raw", "-O", "vhdx", "-o", options, raw, vhdx);

        try (DiskImage image = Images.open(vhdx)) {
            assertThat(Images.content(image)).isEqualTo(content);
        }
    }

    @Test
    void sparseDiskOf16TebibytesIsMappedAtOnce() throws IOException {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img is not installed");
        Path vhdx = folder.resolve("large.vhdx");
        QEMU_IMG.run("create", "-f", "vhdx", "-o", "block_size=1M", vhdx, "16T");

        try (DiskImage image = Images.open(vhdx)) {
            long before = System.nanoTime();
            assertThat(image.extents(0, image.size()).dataBytes()).isZero();
            assertThat(System.nanoTime() - before).isLessThan(10_000_000_000L);
        }
    }
}
