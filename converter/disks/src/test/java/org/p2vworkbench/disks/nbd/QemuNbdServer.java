package org.p2vworkbench.disks.nbd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.fixtures.OutsideTool;

/** A real server for one test: qemu-nbd on a socket in the test's folder. */
final class QemuNbdServer implements AutoCloseable {

    private final Path socket;
    private final Path pidFile;

    private QemuNbdServer(Path folder) {
        this.socket = folder.resolve("nbd.sock");
        this.pidFile = folder.resolve("nbd.pid");
    }

    static QemuNbdServer of(Path folder, Path image, String... options) {
        OutsideTool qemuNbd = OutsideTool.named("qemu-nbd");
        assumeTrue(qemuNbd.isInstalled(), "SKIPPED: qemu-nbd is not installed");
        QemuNbdServer server = new QemuNbdServer(folder);
        List<Object> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--fork", "--persistent", "--read-only", "--pid-file", server.pidFile));
        arguments.addAll(List.of("-k", server.socket, image));
        qemuNbd.run(arguments.toArray());
        return server;
    }

    UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(socket);
    }

    @Override
    public void close() throws IOException {
        ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())).ifPresent(ProcessHandle::destroy);
    }
}
