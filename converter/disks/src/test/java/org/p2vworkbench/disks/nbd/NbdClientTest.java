package org.p2vworkbench.disks.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;
import org.p2vworkbench.fixtures.OutsideTool;

/** The client with the server it will meet most. */
final class NbdClientTest extends BlockSourceContract {

    @TempDir
    private Path folder;

    private QemuNbdServer server;

    @Override
    protected BlockSource source() throws Exception {
        server = QemuNbdServer.of(folder, image(content()), "-f", "raw", "-e", "8", "-x", "old disk");
        return NbdClient.connect("disk", server.address(), "old disk");
    }

    @Override
    protected byte[] content() {
        byte[] bytes = new byte[5 << 20];
        Random random = new Random(5);
        for (int at = 0; at < 1 << 20; at++) {
            bytes[at] = (byte) random.nextInt();
            bytes[at + (3 << 20)] = (byte) random.nextInt();
        }
        return bytes;
    }

    @AfterEach
    void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void holesAreToldWithoutReading() throws Exception {
        try (BlockSource disk = source()) {
            assertThat(disk.extents(0, disk.size()).dataBytes()).isEqualTo(2 << 20);
        }
    }

    @Test
    void serverThatLetsNobodyElseInIsReadOverOneConnection() throws Exception {
        server = QemuNbdServer.of(folder, image(content()), "-f", "raw", "-e", "1");
        try (NbdClient disk = NbdClient.connect("disk", server.address(), "", Duration.ofSeconds(20), 2)) {
            Thread[] readers = new Thread[3];
            for (int i = 0; i < readers.length; i++) {
                readers[i] = new Thread(() -> {
                    try {
                        disk.read(0, ByteBuffer.allocate(4 << 20));
                    } catch (IOException failure) {
                        throw new AssertionError(failure);
                    }
                });
                readers[i].start();
            }
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(read(disk, 0, 100)).isEqualTo(java.util.Arrays.copyOf(content(), 100));
        }
    }

    @Test
    void holesOf16TibAreToldAtOnce() throws Exception {
        Path image = folder.resolve("huge.qcow2");
        OutsideTool.named("qemu-img").run("create", "-f", "qcow2", image, "16T");
        server = QemuNbdServer.of(folder, image, "-f", "qcow2");
        long started = System.nanoTime();

        try (NbdClient disk = NbdClient.connect("huge", server.address(), "")) {
            assertThat(disk.extents(0, disk.size()).dataBytes()).isZero();
        }
        assertThat(System.nanoTime() - started).isLessThan(10_000_000_000L);
    }

    @Test
    void unknownExportIsNamed() throws Exception {
        server = QemuNbdServer.of(folder, image(content()), "-f", "raw", "-x", "one");

        assertThatThrownBy(() -> NbdClient.connect("disk", server.address(), "other"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("disk: has no disk named 'other'");
    }

    private Path image(byte[] content) throws IOException {
        Path image = folder.resolve("disk.raw");
        OutsideTool.named("truncate").run("-s", content.length, image);
        try (var file = Files.newByteChannel(image, java.nio.file.StandardOpenOption.WRITE)) {
            for (int mib : new int[] {0, 3}) {
                file.position((long) mib << 20).write(ByteBuffer.wrap(content, mib << 20, 1 << 20));
            }
        }
        return image;
    }
}
