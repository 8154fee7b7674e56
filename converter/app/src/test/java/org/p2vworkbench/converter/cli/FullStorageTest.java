package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.fixtures.OutsideTool;

/** A storage that fills up in the middle of a copy: a real one, since the kernel's error has no other source. */
class FullStorageTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");

    @TempDir
    private Path folder;

    private Path small;

    @BeforeEach
    void mount() throws IOException {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img (package qemu-utils) judges the images and is not installed");
        small = Files.createDirectory(folder.resolve("small"));
        OutsideTool.Outcome mounted =
                OutsideTool.named("mount").attempt("-t", "tmpfs", "-o", "size=24m", "tmpfs", small);
        assumeTrue(mounted.exitCode() == 0, "a file system of 24 MiB cannot be mounted here: " + mounted.output());
    }

    @AfterEach
    void unmount() {
        OutsideTool.named("umount").attempt("-l", small);
    }

    @ParameterizedTest(name = "{0} {1}, {2} MiB free")
    @CsvSource({"qcow2,zlib,24", "qcow2,zstd,24", "qcow2,zlib,9", "qcow2,none,24", "raw,none,24", "qcow2,zlib,0"})
    void conversionStopsResumableAndGoesOnWhenThereIsRoom(String format, String compression, int free)
            throws IOException {
        byte[] noise = new byte[40 << 20];
        new Random(1).nextBytes(noise);
        Path source = Files.write(folder.resolve("big.raw"), noise);
        if (free < 24) {
            Files.write(small.resolve("filler"), new byte[(24 - free) << 20]);
        }
        String[] command = {
            "convert",
            source.toString(),
            "-o",
            small.resolve("kvm").toString(),
            "--format",
            format,
            "--compress",
            compression
        };

        TypedLine full = typed(command);

        assertThat(full.status()).as(full.story()).isEqualTo(13);
        assertThat(full.story()).contains("Next: ").doesNotContain("Exception");
        OutsideTool.named("mount").run("-o", "remount,size=120m", small);
        TypedLine again = typed(command);
        assertThat(again.status()).as(again.story()).isZero();
        Path image = small.resolve("kvm/big/disks/" + (format.equals("raw") ? "big.raw" : "big.base.qcow2"));
        if (format.equals("qcow2")) {
            QEMU_IMG.run("check", image);
        }
        QEMU_IMG.run("compare", "-f", "raw", "-F", format, source, image);
        assertThat(typed("verify", small.resolve("kvm/big").toString()).status())
                .isZero();
    }
}
