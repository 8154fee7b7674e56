package org.p2vworkbench.converter.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.nbd.NbdUri;
import org.p2vworkbench.fixtures.OutsideTool;

/** A disk at an address. */
final class ServedImageTest {

    @TempDir
    private Path folder;

    @AfterEach
    void stopServer() throws IOException {
        Path pid = folder.resolve("pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroy);
        }
    }

    @Test
    void diskAtAnAddressIsAnImage() throws IOException {
        OutsideTool qemuNbd = OutsideTool.named("qemu-nbd");
        assumeTrue(qemuNbd.isInstalled(), "SKIPPED: qemu-nbd is not installed");
        byte[] content = new byte[100_352];
        new Random(1).nextBytes(content);
        Path raw = Files.write(folder.resolve("disk.raw"), content);
        Path socket = folder.resolve("disk.sock");
        qemuNbd.run(
                "--fork",
                "--pid-file",
                folder.resolve("pid"),
                "-r",
                "-e",
                "4",
                "-f",
                "raw",
                "-x",
                "sda",
                "-k",
                socket,
                raw);

        try (BlockSource disk = ServedImage.at(NbdUri.parse("nbd+unix:///sda?socket=" + socket))) {
            ByteBuffer all = ByteBuffer.allocate(content.length);
            disk.read(0, all);
            assertThat(all.array()).isEqualTo(content);
        }
    }
}
