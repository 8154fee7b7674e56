package org.p2vworkbench.agent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.p2vworkbench.agent.ssh.AgentKey;
import org.p2vworkbench.agent.ssh.HostKeyPin;
import org.p2vworkbench.agent.ssh.ServerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code p2v agent}: offers this machine's disks to a converter, read-only, until the converter is finished. */
@Command(
        name = "agent",
        description =
                "Offers this machine's disks to a converter, read-only, until the converter is finished with them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done",
            "1:internal error",
            "2:usage",
            "3:done with losses, which are listed",
            "10:the converter cannot be reached",
            "11:host key, code or key not accepted",
            "12:a disk that was named cannot be read",
            "130:interrupted"
        })
public final class AgentCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);
    private static final String CODE_VARIABLE = "P2V_ENROL";

    @Option(
            names = "--server",
            required = true,
            paramLabel = "HOST:PORT",
            description = "The converter; the port is 2222 when left out.")
    private String server;

    @Option(
            names = "--host-key",
            required = true,
            paramLabel = "FP",
            description = "Fingerprint of the converter's host key, SHA256:...; 'p2v enrol' prints it.")
    private String hostKey;

    @Option(
            names = {"--enrol", "--enroll"},
            paramLabel = "CODE",
            description = {
                "Enrolment code from 'p2v enrol'; needed once, then this machine's own key is known.",
                "On a command line others can see it: $P2V_ENROL and the prompt are better."
            })
    private String code;

    @Option(names = "--name", paramLabel = "N", description = "Name for this machine; default is its host name.")
    private String name;

    @Option(
            names = "--disk",
            paramLabel = "PATH",
            description = {
                "A disk or a raw image file to offer, as often as there are some; default is every disk but the boot",
                "medium. On Windows \\\\.\\PhysicalDrive0."
            })
    private List<String> disks = new ArrayList<>();

    @Option(names = "--start", description = "Ask the converter to begin copying at once.")
    private boolean start;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where key and log are kept; default is .p2v-agent in the home folder.")
    private Path state;

    @Option(names = "--no-state", description = "Write nothing at all: the key is forgotten when the agent ends.")
    private boolean stateless;

    @Option(
            names = "--give-up-after",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to try before the first connection, 0 for ever; default ${DEFAULT-VALUE}. After"
                    + " the first, it is tried for ever.")
    private long giveUpAfterSeconds;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    private AgentCommand(Surroundings around) {
        this.around = around;
    }

    /** The exit status. */
    public static int execute(Surroundings around, String... arguments) {
        PrintWriter story = new PrintWriter(around.story(), true);
        CommandLine command = new CommandLine(new AgentCommand(around));
        command.getCommandSpec().version(AgentRun.VERSION);
        return command.setOut(story)
                .setErr(story)
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, story))
                .execute(arguments);
    }

    /** What stopped it before it could dial: a folder that cannot be made, a damaged key. */
    private static int failed(Exception failure, PrintWriter story) {
        LOG.error("failed", failure);
        story.println("Error: " + failure.getMessage());
        return ExitStatus.INTERNAL;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AgentRun.Plan plan = new AgentRun.Plan(
                valid(() -> ServerAddress.parse(server)),
                valid(() -> new HostKeyPin(hostKey)),
                valid(() -> new MachineName(name == null ? MachineName.near(around.hostName()) : name)),
                List.copyOf(disks),
                start,
                Duration.ofSeconds(Math.max(0, giveUpAfterSeconds)));
        Path folder = state == null ? around.home().resolve(".p2v-agent") : state;
        if (!stateless) {
            Files.createDirectories(folder);
            around.log()
                    .open(folder.resolve("agent-%s.log".formatted(plan.machine().text())));
        }
        boolean known = !stateless && AgentKey.isKeptIn(folder);
        AgentKey key = stateless ? AgentKey.inMemory() : AgentKey.keptIn(folder);
        try (ProgressLine progress = new ProgressLine(around.story(), around.terminal())) {
            Console console =
                    new Console(around.story(), progress, plan.server().toString());
            return new AgentRun(plan, key, enrolmentCode(known), console).run();
        }
    }

    /** A machine that has a key may be known already, so it is not asked for a code that it may not need. */
    private Optional<String> enrolmentCode(boolean hasKey) {
        return Optional.ofNullable(code)
                .or(() -> Optional.ofNullable(around.environment().apply(CODE_VARIABLE)))
                .or(() ->
                        hasKey ? Optional.empty() : around.secretFromKeyboard().apply("Enrolment code: "))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private <T> T valid(Supplier<T> parsed) {
        try {
            return parsed.get();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }
}
