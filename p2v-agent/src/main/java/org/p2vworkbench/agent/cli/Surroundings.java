package org.p2vworkbench.agent.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a process has around it; tests have another.
 *
 * @param story where everything is told: the agent has no other result than its exit status
 * @param terminal whether somebody watches, so that a line may be drawn over
 * @param environment value of a variable, null when there is none
 * @param secretFromKeyboard asks for something that is not shown while it is typed; empty without a keyboard
 * @param log where it is turned on
 */
public record Surroundings(
        PrintStream story,
        boolean terminal,
        Path home,
        String hostName,
        Function<String, String> environment,
        Function<String, Optional<String>> secretFromKeyboard,
        LogFile log) {

    /** Sends what is logged from now on to a file. */
    public interface LogFile {
        void open(Path file) throws IOException;
    }
}
