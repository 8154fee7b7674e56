package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.Failure;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.ingest.AgentServer;
import org.p2vworkbench.converter.ingest.HostKey;
import org.p2vworkbench.converter.media.HostPrograms;
import org.p2vworkbench.media.agent.AgentSettings;
import org.p2vworkbench.media.disc.AgentDisc;
import org.p2vworkbench.media.parts.MissingPartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2v media iso}. */
@Command(
        name = "iso",
        description = {
            "Write an image for a CD or a USB stick (dd) that starts 64-bit machines by BIOS and UEFI and connects to a converter.",
            "What is not given is asked on the old machine's console. The kernel comes from this host's apt; nothing is installed."
        })
final class MediaIsoCommand implements Callable<Integer> {

    @Mixin
    private StoreOptions store;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The image.")
    private Path output;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            required = true,
            description = "The converter, as the old machine reaches it.")
    private String server;

    @Option(
            names = "--host-key",
            paramLabel = "FP",
            description = "Fingerprint of the converter's host key; default is that of the store here.")
    private Optional<String> hostKey;

    @Option(
            names = "--enrol",
            paramLabel = "CODE",
            description = "A code of 'p2v enrol', for one machine; whoever has the disc has the code.")
    private Optional<String> enrol;

    @Option(names = "--ip", paramLabel = "IP", description = "dhcp (default), or [CARD:]ADDRESS/BITS[:GATEWAY].")
    private Optional<String> ip;

    @Option(names = "--name", paramLabel = "NAME", description = "What the machine shall be called.")
    private Optional<String> name;

    @Option(names = "--start", description = "Ask for the copy to begin as soon as the machine is connected.")
    private boolean start;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.cache/p2v-workbench/media",
            description = "Where packages and packed parts are kept; default ~/.cache/p2v-workbench/media.")
    private Path cache;

    @Option(names = "--agent", paramLabel = "JAR", defaultValue = "${sys:p2v.agentJar}", hidden = true)
    private Path agent;

    @Option(
            names = "--jdk",
            paramLabel = "DIR",
            defaultValue = "${sys:java.home}",
            description = "The JDK whose Java goes onto the disc; default is the one that runs this.")
    private Path jdk;

    private final Console console;

    MediaIsoCommand(Console console) {
        this.console = console;
    }

    /** As {@code --json} prints it. */
    record Written(String file, long bytes) {}

    @Override
    public Integer call() throws IOException {
        AgentSettings settings = settings();
        if (!Files.isReadable(agent)) {
            throw new RefusedException(
                    agent.toString(), "is not there: it is the agent that goes onto the disc", "Start this by ./p2v.");
        }
        if (!Files.isExecutable(jdk.resolve("bin/jlink"))) {
            throw new RefusedException(
                    jdk.toString(),
                    "is no JDK: it has no bin/jlink",
                    "apt install default-jdk-headless, or name another with --jdk.");
        }
        try {
            Path whole = output.toAbsolutePath();
            Files.createDirectories(whole.getParent());
            new AgentDisc(cache, agent, jdk, new HostPrograms(), console::story).write(settings, whole);
        } catch (MissingPartException missing) {
            throw new RefusedException(output.toString(), missing.getMessage(), missing.next(), missing);
        } catch (Failure known) {
            throw known;
        } catch (IOException failed) {
            throw new TargetStorageException(
                    output.toString(),
                    "cannot be made: " + failed.getMessage(),
                    "Make room there and in %s, or name another place.".formatted(cache),
                    failed);
        }
        long bytes = Files.size(output);
        if (console.json()) {
            console.resultAsJson(new Written(output.toString(), bytes));
        } else {
            console.result("%s: %s".formatted(output, Amounts.bytes(bytes)));
        }
        return ExitCode.DONE.number();
    }

    private AgentSettings settings() throws IOException {
        if (hostKey.filter(one -> !one.startsWith("SHA256:")).isPresent()) {
            throw new UsageException(
                    "--host-key",
                    "'%s' is no fingerprint: it begins with SHA256:".formatted(hostKey.get()),
                    "'p2v enrol' prints it.");
        }
        Optional<String> key = hostKey.isPresent() ? hostKey : keyOfTheStore();
        try {
            return new AgentSettings(server, key, enrol, ip, name, start);
        } catch (IllegalArgumentException odd) {
            throw new UsageException("media iso", odd.getMessage(), "See 'p2v media iso --help'.", odd);
        }
    }

    private Optional<String> keyOfTheStore() throws IOException {
        Path hidden = store.store().path().toAbsolutePath().resolve(".p2v");
        Path file = AgentServer.Files.below(hidden).hostKey();
        return Files.exists(file) ? Optional.of(HostKey.in(file).fingerprint()) : Optional.empty();
    }
}
