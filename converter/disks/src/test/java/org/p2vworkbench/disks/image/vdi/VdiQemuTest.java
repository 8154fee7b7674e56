package org.p2vworkbench.disks.image.vdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.vdi.VdiWriter;

/** Images qemu-img writes are read here, and those the fixture writes are read by qemu-img. */
final class VdiQemuTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"off, vdi dynamic", "on, vdi fixed"})
    void whatQemuImgWritesReadsTheSame(String isStatic, String format) throws IOException {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img is not installed");
        Path raw = Files.write(folder.resolve("disk.raw"), content());
        Path vdi = folder.resolve("disk.vdi");
        QEMU_IMG.run("convert", "-f", "raw", "-O", "vdi", "-o", "static=" + isStatic, raw, vdi);

        try (DiskImage image = Images.open(vdi)) {
            assertThat(image.format()).isEqualTo(format);
            assertThat(Arrays.mismatch(Images.content(image), content())).isEqualTo(-1);
        }
    }

    @Test
    void fixtureIsWhatQemuImgReads() throws IOException {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img is not installed");
        Path vdi = Files.write(
                folder.resolve("disk.vdi"),
                new VdiWriter(content()).zero(1).free(2).bytes());
        Path raw = folder.resolve("disk.raw");
        QEMU_IMG.run("convert", "-f", "vdi", "-O", "raw", vdi, raw);

        try (DiskImage image = Images.open(vdi)) {
            assertThat(Arrays.mismatch(Images.content(image), Files.readAllBytes(raw)))
                    .isEqualTo(-1);
        }
    }

    private static byte[] content() {
        byte[] content = new byte[5 * (1 << 20) + 512];
        new Random(6).nextBytes(content);
        Arrays.fill(content, 1 << 20, 3 << 20, (byte) 0);
        return content;
    }
}
