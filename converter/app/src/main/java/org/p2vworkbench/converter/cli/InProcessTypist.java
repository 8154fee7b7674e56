package org.p2vworkbench.converter.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.p2vworkbench.converter.demo.Typist;
import picocli.CommandLine;

/** Types to a command tree of its own in this process: the demo runs the code that a shell would have run. */
final class InProcessTypist implements Typist {

    /** Nothing of the operator's environment shall change what the demo shows. */
    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    @Override
    public boolean knows(String command) {
        return tree(line -> {}).getSubcommands().containsKey(command);
    }

    @Override
    public int type(List<String> arguments, Consumer<String> said) {
        return tree(said).execute(arguments.toArray(String[]::new));
    }

    private static CommandLine tree(Consumer<String> said) {
        PrintStream lines = new PrintStream(new LineStream(said), true, StandardCharsets.UTF_8);
        OutputOptions output = new OutputOptions(NO_ENVIRONMENT);
        return CommandTree.build(new Console(lines, lines, false, output), output, NO_ENVIRONMENT);
    }
}
