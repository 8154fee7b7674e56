package org.p2vworkbench.agent.cli;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.agent.disk.DiskFinders;
import org.p2vworkbench.agent.disk.DiskTable;
import org.p2vworkbench.agent.inventory.MachineInventory;
import org.p2vworkbench.agent.inventory.survey.Survey;
import org.p2vworkbench.agent.lane.Crew;
import org.p2vworkbench.agent.lane.Identity;
import org.p2vworkbench.agent.lane.Lane;
import org.p2vworkbench.agent.ssh.AgentKey;
import org.p2vworkbench.agent.ssh.Connections;
import org.p2vworkbench.agent.ssh.HostKeyPin;
import org.p2vworkbench.agent.ssh.NotTrustedException;
import org.p2vworkbench.agent.ssh.ServerAddress;
import org.p2vworkbench.agent.ssh.SshDialler;
import org.p2vworkbench.agent.ssh.UnreachableException;
import org.p2vworkbench.agent.wire.Capability;
import org.p2vworkbench.agent.wire.ChunkEncoder;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.WarmUp;

/** One run of the agent: puts its parts together, and says how it ended. */
final class AgentRun {

    /** More than this, and one disk's head or one wire is what limits. */
    private static final int MOST_LANES_ADVISED = 4;

    /** As the jar's manifest says; run from a folder of classes there is none. */
    static final String VERSION = "p2v-agent "
            + Optional.ofNullable(AgentRun.class.getPackage().getImplementationVersion())
                    .orElse("from sources");

    private final Plan plan;
    private final AgentKey key;
    private final Optional<String> code;
    private final Console console;
    private final SecureRandom random = new SecureRandom();

    /** @param disks those named; all when there are none */
    record Plan(
            ServerAddress server,
            HostKeyPin hostKey,
            MachineName machine,
            List<String> disks,
            boolean start,
            Duration giveUpAfter) {}

    AgentRun(Plan plan, AgentKey key, Optional<String> code, Console console) {
        this.plan = plan;
        this.key = key;
        this.code = code;
        this.console = console;
    }

    /** The exit status. */
    int run() throws InterruptedException {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            // A single one has enough to do until there is a connection.
            WarmUp.begin();
        }
        boolean mayCompress = ChunkEncoder.canCompress();
        try (DiskTable disks = new DiskTable(finder(), console::leftOut);
                Crew crew = new Crew(mayCompress);
                SshDialler dialler = new SshDialler(plan.server(), plan.hostKey(), key, code, console::fromConverter)) {
            int offered = disks.list().size();
            if (offered < plan.disks().size()) {
                console.say("Error: a disk that was named cannot be read. Next: check --disk.");
                return ExitStatus.SOURCE_READ;
            }
            console.say("%s: %d disk(s), read-only.".formatted(plan.machine().text(), offered));
            Lane.Services services = new Lane.Services(
                    identity(mayCompress),
                    disks,
                    () -> MachineInventory.ofThisMachine().json(),
                    () -> Survey.ofThisMachine(VERSION, Duration.ZERO).json(),
                    crew,
                    console);
            Connections connections = new Connections(
                    dialler,
                    plan.machine().text(),
                    (number, in, out) -> {
                        WarmUp.begin();
                        return new Lane(number, in, out, services);
                    },
                    console,
                    random,
                    plan.giveUpAfter());
            console.lanesGoTo(connections::want);
            return finished(connections.stay());
        } catch (UnreachableException unreachable) {
            return failed(
                    ExitStatus.UNREACHABLE,
                    unreachable,
                    "check that 'p2v serve' runs there and that no firewall is between");
        } catch (NotTrustedException refused) {
            return failed(ExitStatus.NOT_TRUSTED, refused, "");
        } catch (IOException other) {
            return failed(plan.disks().isEmpty() ? ExitStatus.INTERNAL : ExitStatus.SOURCE_READ, other, "check --disk");
        }
    }

    private DiskTable.Finder finder() {
        return plan.disks().isEmpty() ? DiskFinders.ofThisMachine() : DiskFinders.named(plan.disks());
    }

    private Identity identity(boolean mayCompress) {
        Set<Capability> capabilities = EnumSet.of(Capability.HASH_USED, Capability.READ_USED, Capability.SURVEY);
        if (DiskFinders.readDirectly()) {
            capabilities.add(Capability.DIRECT);
        }
        if (mayCompress) {
            capabilities.add(Capability.ZSTD);
        }
        if (plan.start()) {
            capabilities.add(Capability.START_WANTED);
        }
        byte[] session = new byte[Reply.Welcome.SESSION_BYTES];
        random.nextBytes(session);
        int lanes = Math.min(MOST_LANES_ADVISED, Runtime.getRuntime().availableProcessors());
        return new Identity(plan.machine().text(), VERSION, key.publicKey(), session, capabilities, lanes);
    }

    private int finished(Request.Finish finish) {
        String text = Console.harmless(finish.text());
        console.say(text.isEmpty() ? "The converter is finished with this machine." : "Finished: " + text);
        return finish.exitCode();
    }

    private int failed(int status, Exception failure, String next) {
        console.say("Error: " + Console.harmless(failure.getMessage()));
        if (!next.isEmpty()) {
            console.say("Next: " + next + ".");
        }
        return status;
    }
}
