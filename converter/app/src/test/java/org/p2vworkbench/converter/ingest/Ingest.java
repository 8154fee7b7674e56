package org.p2vworkbench.converter.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.p2vworkbench.converter.enrol.EnrolmentBook;

/** A server for tests, on a port that was free, with what arrives at it. */
final class Ingest implements Closeable {

    private final Path folder;
    private final AgentServer.Files files;
    private final BlockingQueue<ConnectedMachine> arrivals = new LinkedBlockingQueue<>();
    private final ConnectedMachines machines;
    private final AgentServer server;

    Ingest(Path folder) throws IOException {
        this(folder, 0);
    }

    Ingest(Path folder, int port) throws IOException {
        this.folder = folder;
        files = AgentServer.Files.below(folder.resolve(".p2v"));
        machines = new ConnectedMachines(arrivals::add, Bandwidth.unlimited());
        server = AgentServer.start("127.0.0.1", port, files, machines, "p2v test", Clock.systemUTC());
    }

    String code() throws IOException {
        return new EnrolmentBook(files.codes(), new SecureRandom(), Clock.systemUTC())
                .issue(Duration.ofHours(1))
                .code();
    }

    String hostKey() throws IOException {
        return HostKey.in(files.hostKey()).fingerprint();
    }

    int port() {
        return server.port();
    }

    ConnectedMachines machines() {
        return machines;
    }

    TestAgent agent(String machine, Path... disks) throws IOException {
        return TestAgent.start(folder.resolve("home-" + machine), port(), hostKey(), code(), machine, List.of(disks));
    }

    ConnectedMachine arrival() throws InterruptedException {
        ConnectedMachine machine = arrivals.poll(20, TimeUnit.SECONDS);
        if (machine == null) {
            throw new AssertionError("no agent came");
        }
        return machine;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
