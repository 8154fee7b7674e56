package org.p2vworkbench.converter.nbdexport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/** The export as other people's clients see it: qemu's, and libnbd's where it is installed. */
class OutsideClientsTest {

    private static final int SIZE = 6 << 20;

    @TempDir
    private Path folder;

    private HolesDisk disk;
    private NbdExport export;
    private Path raw;

    @BeforeEach
    void serve() throws IOException {
        disk = HolesDisk.of(SIZE);
        export = NbdExport.of(disk);
        raw = Files.write(folder.resolve("disk.raw"), disk.content);
    }

    @AfterEach
    void end() throws IOException {
        export.close();
    }

    @Test
    void qemuSeesTheSameBytes() throws IOException {
        OutsideTool qemuImg = tool("qemu-img");
        Path copy = folder.resolve("copy.raw");

        assertThat(qemuImg.run("info", "-f", "raw", export.uri())).contains("6 MiB (6291456 bytes)");
        assertThat(qemuImg.run("compare", "-f", "raw", "-F", "raw", raw, export.uri()))
                .contains("identical");
        qemuImg.run("convert", "-f", "raw", "-O", "raw", "-W", "-m", 8, export.uri(), copy);
        assertThat(Files.readAllBytes(copy)).isEqualTo(disk.content);
    }

    @Test
    void qemuSkipsTheHoles() {
        OutsideTool qemuImg = tool("qemu-img");

        String map = qemuImg.run("map", "--output=json", "-f", "raw", export.uri());
        qemuImg.run("convert", "-f", "raw", "-O", "qcow2", export.uri(), folder.resolve("copy.qcow2"));

        assertThat(map)
                .contains("\"start\": 0, \"length\": 65536")
                .contains("\"start\": 65536, \"length\": 131072")
                .containsPattern("131072, \"depth\": 0, .*\"zero\": true, \"data\": false");
        assertThat(disk.bytesRead.get()).isLessThan(SIZE / 2);
    }

    @Test
    void qemuMayNotWrite() {
        OutsideTool qemuIo = tool("qemu-io");

        OutsideTool.Outcome write = qemuIo.attempt("-f", "raw", "-c", "write 0 4k", export.uri());
        OutsideTool.Outcome read = qemuIo.attempt("-r", "-f", "raw", "-c", "read 12345 70k", export.uri());

        assertThat(write.output()).contains("Permission denied");
        assertThat(read.output()).contains("read 71680/71680 bytes at offset 12345");
    }

    @Test
    void layerTakesTheWritesAndTheDiskStays() throws IOException {
        OutsideTool qemuIo = tool("qemu-io");
        OutsideTool qemuImg = tool("qemu-img");
        Path image = folder.resolve("layer.qcow2");

        try (ThrowAwayLayer layer = ThrowAwayLayer.over(export, image)) {
            qemuIo.run("-f", "qcow2", "-c", "write -P 0xa5 1M 64k", layer.image());
            assertThat(qemuIo.run("-f", "qcow2", "-c", "read -P 0xa5 1M 64k", layer.image()))
                    .doesNotContain("verification failed");
            assertThat(qemuImg.attempt("compare", "-f", "raw", "-F", "qcow2", raw, layer.image())
                            .output())
                    .contains("mismatch at offset 1048576");
            assertThat(Files.size(image)).isLessThan(1 << 20);
        }

        assertThat(image).doesNotExist();
        assertThat(qemuImg.run("compare", "-f", "raw", "-F", "raw", raw, export.uri()))
                .contains("identical");
    }

    @Test
    void libnbdAgrees() throws IOException {
        OutsideTool nbdInfo = tool("nbdinfo");
        OutsideTool nbdCopy = tool("nbdcopy");
        Path copy = folder.resolve("copy.raw");

        assertThat(nbdInfo.run("--json", export.uri()))
                .contains("\"export-size\": 6291456")
                .contains("\"is_read_only\": true");
        nbdCopy.run(export.uri(), copy);
        assertThat(Files.readAllBytes(copy)).isEqualTo(disk.content);
    }

    private static OutsideTool tool(String name) {
        OutsideTool tool = OutsideTool.named(name);
        assumeTrue(tool.isInstalled(), "SKIPPED: " + name + " is not installed");
        return tool;
    }
}
