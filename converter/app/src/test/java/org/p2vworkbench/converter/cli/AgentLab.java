package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.MachineState;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.guest.boot.BootedGuest;

/** A converter on loopback, as an emulated machine reaches it through its user-mode network, and media that call it. */
final class AgentLab implements Closeable {

    /** An idle host takes a sixth of it. */
    static final Duration CONNECTED_WITHIN = Duration.ofMinutes(6);

    private static final String HEAP = "256m";
    private static final Path AGENT_JARS = Path.of("../../p2v-agent/target");

    private final Path folder;
    private final Path store;
    private final int port;
    private final Path agentJar;
    private final Program converter;

    private AgentLab(Path folder, Path agentJar) throws IOException {
        this.folder = folder;
        this.agentJar = agentJar;
        store = folder.resolve("store");
        port = freePort();
        converter = Program.start(folder, HEAP, "serve", "--store", store, "--ssh-port", port, "--bind", "127.0.0.1");
    }

    /** Skips the test, aloud, when something is missing to make media or to start from them. */
    static AgentLab in(Path folder) throws IOException {
        for (String program : List.of("qemu-system-x86_64", "xorriso", "mformat", "depmod", "apt-get")) {
            assumeTrue(OutsideTool.named(program).isInstalled(), program + " is not installed: no medium is started");
        }
        Optional<Path> jar = agentJar();
        assumeTrue(jar.isPresent(), "the agent's jar is not packed (mvn package): no medium is started");
        return new AgentLab(folder, jar.get().toAbsolutePath());
    }

    private static Optional<Path> agentJar() throws IOException {
        if (!Files.isDirectory(AGENT_JARS)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(AGENT_JARS, "p2v-agent-*-all.jar")) {
            var found = jars.iterator();
            return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String store() {
        return store.toString();
    }

    Path machine(String name) {
        return store.resolve(name);
    }

    int port() {
        return port;
    }

    /** Lets one machine in. */
    String code() throws IOException {
        TypedLine enrol = typed("enrol", "--store", store(), "--json");
        assertThat(enrol.status()).as(enrol.story()).isZero();
        return JsonText.parse(enrol.result(), EnrolCommand.Enrolment.class).code();
    }

    /** A disc that calls this converter. */
    Path iso(String name, String... options) throws IOException {
        Path iso = folder.resolve(name + ".iso");
        make("iso", iso, name, options);
        return iso;
    }

    /** A folder for a TFTP server. */
    Path pxe(String name, String... options) throws IOException {
        Path tftp = folder.resolve(name + "-tftp");
        make("pxe", tftp, name, options);
        return tftp;
    }

    private void make(String kind, Path output, String name, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("media", kind, "-o", output.toString(), "--store", store()));
        words.addAll(List.of("--name", name, "--agent", agentJar.toString()));
        List<String> given = List.of(options);
        if (!given.contains("--server")) {
            words.addAll(List.of("--server", "10.0.2.2:" + port));
        }
        if (!given.contains("--enrol")) {
            words.addAll(List.of("--enrol", code()));
        }
        words.addAll(given);
        TypedLine made = typed(words.toArray(String[]::new));
        assumeTrue(made.status() != 4, "nothing is started: " + made.story());
        assertThat(made.status()).as(made.story()).isZero();
    }

    /** Waits for a machine to stand in the list as connected. */
    void awaitConnected(String name, BootedGuest iron) throws IOException, InterruptedException {
        long end = System.nanoTime() + CONNECTED_WITHIN.toNanos();
        while (!isConnected(name)) {
            if (System.nanoTime() > end || !converter.process().isAlive()) {
                throw new AssertionError("%s did not connect; its console:%n%s%nand the converter:%n%s"
                        .formatted(name, iron.tail(), Files.readString(converter.err())));
            }
            Thread.sleep(1000);
        }
    }

    boolean isConnected(String name) throws IOException {
        TypedLine machines = typed("machines", "--store", store(), "--json");
        return machines.status() == 0
                && Stream.of(JsonText.parse(machines.result(), MachineState[].class))
                        .anyMatch(machine -> machine.machine().equals(name) && machine.connected());
    }

    /** Runs a command on this store to a good end. */
    TypedLine succeeds(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--store", store()));
        TypedLine ended = typed(all.toArray(String[]::new));
        assertThat(ended.status())
                .as("%s: %s %s", all, ended.result(), ended.story())
                .isZero();
        return ended;
    }

    @Override
    public void close() throws IOException {
        converter.process().destroy();
        try {
            if (!converter.process().waitFor(30, TimeUnit.SECONDS)) {
                converter.process().destroyForcibly();
            }
        } catch (InterruptedException interrupt) {
            converter.process().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
