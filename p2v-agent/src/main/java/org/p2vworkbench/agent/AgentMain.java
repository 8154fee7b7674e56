package org.p2vworkbench.agent;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.FileHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.p2vworkbench.agent.cli.AgentCommand;
import org.p2vworkbench.agent.cli.Surroundings;

/** The program that runs on the old machine. */
public final class AgentMain {

    private static final int LOG_BYTES = 4 << 20;
    private static final int LOG_FILES = 2;
    private static final String LOG_LINE = "java.util.logging.SimpleFormatter.format";

    private AgentMain() {}

    public static void main(String[] arguments) {
        // Without a file there is no log: on a boot medium there is none, and the console has what matters.
        LogManager.getLogManager().reset();
        Surroundings around = new Surroundings(
                System.err,
                Boolean.getBoolean("p2v.terminal"),
                Path.of(System.getProperty("user.home")),
                hostName(),
                System::getenv,
                AgentMain::typed,
                AgentMain::log);
        System.exit(AgentCommand.execute(around, arguments));
    }

    private static void log(Path file) throws IOException {
        if (System.getProperty(LOG_LINE) == null) {
            System.setProperty(LOG_LINE, "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n");
        }
        FileHandler handler = new FileHandler(file.toString().replace("%", "%%"), LOG_BYTES, LOG_FILES, true);
        handler.setFormatter(new SimpleFormatter());
        Logger.getLogger("").addHandler(handler);
    }

    private static Optional<String> typed(String question) {
        Console keyboard = System.console();
        char[] typed = keyboard == null ? null : keyboard.readPassword("%s", question);
        return Optional.ofNullable(typed).map(String::new);
    }

    /** The kernel answers at once; asking the resolver can take half a minute where there is no network. */
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException noLinux) {
            return Objects.requireNonNullElse(System.getenv("COMPUTERNAME"), "machine");
        }
    }
}
