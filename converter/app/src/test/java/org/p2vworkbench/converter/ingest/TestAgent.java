package org.p2vworkbench.converter.ingest;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.p2vworkbench.agent.cli.AgentCommand;
import org.p2vworkbench.agent.cli.Surroundings;

/** The real agent, in this process: what it said, and how it ended. */
public final class TestAgent {

    private static final Queue<TestAgent> STARTED = new ConcurrentLinkedQueue<>();

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Thread thread;

    private TestAgent(Path home, List<String> arguments) {
        Surroundings around = new Surroundings(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                false,
                home,
                "oldhost",
                variable -> null,
                question -> Optional.empty(),
                file -> {});
        thread = new Thread(
                () -> status.complete(AgentCommand.execute(around, arguments.toArray(String[]::new))), "agent");
        thread.setDaemon(true);
    }

    /** @param home where it keeps its key: another one is another agent */
    public static TestAgent start(
            Path home, int port, String hostKey, String code, String machine, List<Path> disks, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server", "127.0.0.1:" + port, "--host-key", hostKey, "--name", machine, "--give-up-after", "5"));
        if (!code.isEmpty()) {
            arguments.addAll(List.of("--enrol", code));
        }
        disks.forEach(disk -> arguments.addAll(List.of("--disk", disk.toString())));
        arguments.addAll(List.of(more));
        TestAgent agent = new TestAgent(home, arguments);
        agent.thread.start();
        STARTED.add(agent);
        return agent;
    }

    static void stopAll() throws InterruptedException {
        for (TestAgent agent = STARTED.poll(); agent != null; agent = STARTED.poll()) {
            agent.stop();
        }
    }

    /** With which it ended. */
    public int status() throws Exception {
        return status.get(30, TimeUnit.SECONDS);
    }

    public String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /** As Ctrl-C would, which ends a process wherever it is: an interrupt may meet it where it only dials again. */
    public void stop() throws InterruptedException {
        for (int i = 0; i < 100 && thread.isAlive(); i++) {
            thread.interrupt();
            thread.join(100);
        }
    }
}
