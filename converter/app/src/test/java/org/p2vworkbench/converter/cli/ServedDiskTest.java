package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/** Addresses as inputs, served by a real server. */
class ServedDiskTest {

    private static final OutsideTool QEMU_NBD = OutsideTool.named("qemu-nbd");

    @TempDir
    private Path folder;

    private Path raw;

    @BeforeEach
    void makeDisk() throws IOException {
        byte[] content = new byte[3 << 20];
        new Random(1).nextBytes(content);
        raw = Files.write(folder.resolve("disk.raw"), content);
    }

    @AfterEach
    void stopServer() throws IOException {
        Path pid = folder.resolve("pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroy);
        }
    }

    @Test
    void diskBehindAUnixSocketConvertsOnceAndIsKnownAgain() throws IOException {
        Path socket = folder.resolve("s");
        serve("-k", socket);
        String address = "nbd+unix:///sda?socket=" + socket;

        TypedLine first = typed("convert", address, "-o", store());
        TypedLine again = typed("convert", address, "-o", store());

        assertThat(first.status()).as(first.story()).isZero();
        OutsideTool.named("qemu-img").run("compare", "-f", "raw", raw, store() + "/sda/disks/sda.qcow2");
        assertThat(Files.readString(folder.resolve("store/sda/machine.json"))).contains(address);
        assertThat(again.result()).startsWith("skipped  sda");
    }

    @Test
    void diskBehindAPortIsInspectedAndConverted() throws IOException {
        int port = freePort();
        serve("-b", "127.0.0.1", "-p", port);
        String address = "nbd://127.0.0.1:%d/sda".formatted(port);

        TypedLine inspected = typed("inspect", address);
        TypedLine converted = typed("convert", address, "-o", store());

        assertThat(inspected.result()).contains("sda  " + address).contains("disk sda  nbd, 3.00 MiB");
        assertThat(converted.status()).as(converted.story()).isZero();
        OutsideTool.named("qemu-img").run("compare", "-f", "raw", raw, store() + "/sda/disks/sda.qcow2");
    }

    @Test
    void exportThatIsNotThereIsUnreachable() throws IOException {
        Path socket = folder.resolve("s");
        serve("-k", socket);

        assertUnreachable("nbd+unix:///sdb?socket=" + socket);
    }

    @Test
    void serverThatIsNotThereIsUnreachableAndTheOthersGoOn() throws IOException {
        assertUnreachable("nbd://127.0.0.1:%d/sda".formatted(freePort()));
        assertUnreachable("nbd+unix:///sda?socket=" + folder.resolve("nobody"));
        assertThat(folder.resolve("store/disk/report.json")).exists();
    }

    private void assertUnreachable(String address) {
        TypedLine typed = typed("convert", address, raw.toString(), "-o", store());

        assertThat(typed.status()).isEqualTo(10);
        assertThat(typed.story())
                .contains("Error: sd")
                .contains(address + ": no disk is served there: ")
                .contains("Next: Start the server, or correct ");
        assertThat(typed.result()).contains("1 of 2 machines are converted.");
    }

    @Test
    void otherSchemesAreRefusedWithTheOnesThereAre() {
        TypedLine typed = typed("inspect", "nbds://host/sda");

        assertThat(typed.status()).isNotZero();
        assertThat(typed.story()).contains("'nbds' is not spoken here").contains("Next: Write nbd://HOST:PORT/EXPORT");
    }

    private void serve(Object... where) {
        assumeTrue(QEMU_NBD.isInstalled(), "SKIPPED: qemu-nbd is not installed");
        List<Object> arguments = new ArrayList<>(List.of(
                "--fork", "--pid-file", folder.resolve("pid"), "-t", "-r", "-e", "4", "-f", "raw", "-x", "sda"));
        arguments.addAll(List.of(where));
        arguments.add(raw);
        QEMU_NBD.run(arguments.toArray());
    }

    private String store() {
        return folder.resolve("store").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
