package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.LogManager;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.ingest.AgentServer;
import org.p2vworkbench.converter.ingest.HostKey;
import org.p2vworkbench.converter.media.AgentRehearsal;
import org.p2vworkbench.converter.media.HostPrograms;
import org.p2vworkbench.converter.media.Jdks;
import org.p2vworkbench.media.agent.AgentSettings;
import org.p2vworkbench.media.agent.Wiring;
import org.p2vworkbench.media.disc.Workshop;
import org.p2vworkbench.media.parts.Architecture;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a medium is made of and what it knows: shared by the commands that make one. */
final class MediaOptions {

    @Mixin
    private StoreOptions store;

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
            description = "A code of 'p2v enrol', for one machine; whoever has the medium has the code.")
    private Optional<String> enrol;

    @Option(names = "--ip", paramLabel = "IP", description = "dhcp (default), or [CARD:]ADDRESS/BITS[:GATEWAY].")
    private Optional<String> ip;

    @Option(names = "--vlan", paramLabel = "NUMBER", description = "The VLAN that the machine's network is on.")
    private Optional<Integer> vlan;

    @Option(
            names = "--bond",
            paramLabel = "CARD,CARD[:MODE]",
            description = "Cards to use as one: eth0,eth1:802.3ad; the mode is active-backup if none is given.")
    private Optional<String> bond;

    @Option(names = "--name", paramLabel = "NAME", description = "What the machine shall be called.")
    private Optional<String> name;

    @Option(names = "--start", description = "Ask for the copy to begin as soon as the machine is connected.")
    private boolean start;

    @Option(
            names = "--authorized-key",
            paramLabel = "FILE",
            description =
                    "A public key of SSH: who has the private one gets a shell on the old machine. Default: nobody.")
    private Optional<Path> authorizedKey;

    @Option(
            names = "--arch",
            paramLabel = "ARCH",
            defaultValue = "amd64",
            description = "Processor of the old machines: amd64 (default), or i386 for those without 64 bits.")
    private String architecture;

    @Option(
            names = "--firmware",
            description = "Firmware for cards that need it, as far as this host's apt is told of non-free-firmware.")
    private boolean firmware;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.cache/p2v-workbench/media",
            description = "Where packages and packed parts are kept; default ~/.cache/p2v-workbench/media.")
    private Path cache;

    @Option(names = "--agent", paramLabel = "JAR", defaultValue = "${sys:p2v.agentJar:-p2v-agent.jar}", hidden = true)
    private Path agent;

    @Option(
            names = "--jdk",
            paramLabel = "DIR",
            description = "The JDK that makes the medium's Java; default is the one that runs this, for i386 a JDK 17.")
    private Optional<Path> jdk;

    Workshop workshop(Console console) throws IOException {
        if (!Files.isReadable(agent)) {
            throw new RefusedException(
                    agent.toString(),
                    "is not there: it is the agent that goes onto the medium",
                    "Start this by ./p2v.");
        }
        // The rehearsal's converter logs as one that stays does; of a medium in the making it is no part of the story.
        if (console.debugging()) {
            LogLines.to(console, true);
        } else {
            LogManager.getLogManager().reset();
        }
        Architecture wanted = architecture();
        return new Workshop(
                wanted,
                cache.toAbsolutePath(),
                agent,
                jdk(wanted),
                new HostPrograms(),
                new AgentRehearsal(),
                firmware,
                console::story);
    }

    private Architecture architecture() throws UsageException {
        try {
            return Architecture.valueOf(architecture.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException other) {
            throw new UsageException("--arch", "'%s' is not known".formatted(architecture), "amd64 or i386.", other);
        }
    }

    private Path jdk(Architecture wanted) throws IOException {
        if (jdk.isPresent()) {
            return jdk.filter(Jdks::links)
                    .orElseThrow(() -> new RefusedException(
                            jdk.get().toString(),
                            "is no JDK: it has no bin/jlink",
                            "Name another with --jdk, or leave it out."));
        }
        Path own = Path.of(System.getProperty("java.home"));
        return Jdks.fitting(wanted, own)
                .orElseThrow(() -> new RefusedException(
                        wanted == Architecture.AMD64 ? own.toString() : "a medium for i386",
                        wanted == Architecture.AMD64
                                ? "is no JDK: it has no bin/jlink"
                                : "needs a JDK 17 on this host, the last with a 32-bit sibling",
                        "apt install openjdk-17-jdk-headless, or name a JDK with --jdk."));
    }

    AgentSettings settings() throws IOException {
        if (hostKey.filter(one -> !one.startsWith("SHA256:")).isPresent()) {
            throw new UsageException(
                    "--host-key",
                    "'%s' is no fingerprint: it begins with SHA256:".formatted(hostKey.get()),
                    "'p2v enrol' prints it.");
        }
        Optional<String> key = hostKey.isPresent() ? hostKey : keyOfTheStore();
        Optional<String> helper = authorizedKey.isPresent() ? Optional.of(read(authorizedKey.get())) : Optional.empty();
        try {
            return new AgentSettings(server, key, enrol, new Wiring(ip, vlan, bond), name, start, helper);
        } catch (IllegalArgumentException odd) {
            throw new UsageException("media", odd.getMessage(), "See 'p2v media iso --help'.", odd);
        }
    }

    private static String read(Path publicKey) throws UsageException {
        try {
            return Files.readString(publicKey).strip();
        } catch (IOException unreadable) {
            throw new UsageException(
                    "--authorized-key",
                    "%s cannot be read as text".formatted(publicKey),
                    "Name the file of a public key, ~/.ssh/id_ed25519.pub.",
                    unreadable);
        }
    }

    private Optional<String> keyOfTheStore() throws IOException {
        Path hidden = store.store().path().toAbsolutePath().resolve(".p2v");
        Path file = AgentServer.Files.below(hidden).hostKey();
        return Files.exists(file) ? Optional.of(HostKey.in(file).fingerprint()) : Optional.empty();
    }
}
