package org.p2vworkbench.converter.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** A command line as typed by a test, with everything the program then said. */
record TypedLine(int status, String result, String story) {

    static TypedLine typed(String... args) {
        return run(null, Keyboard.NONE, args);
    }

    /** Types a command that exists only for this test. */
    static TypedLine typedTo(Object command, String... args) {
        return run(command, Keyboard.NONE, args);
    }

    /** Types a command on a terminal, and then {@code answers}. */
    static TypedLine typedAndAnswered(String answers, String... args) {
        Keyboard keyboard = Keyboard.on(new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)));
        return run(null, keyboard, args);
    }

    private static TypedLine run(Object extra, Keyboard keyboard, String... args) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        ByteArrayOutputStream story = new ByteArrayOutputStream();
        OutputOptions output = new OutputOptions(Map.of());
        Console console = new Console(printer(result), printer(story), false, output, keyboard);
        CommandLine tree = CommandTree.build(console, output, Map.of());
        if (extra != null) {
            CommandLine command = new CommandLine(extra);
            tree.addSubcommand(command);
            command.setExecutionExceptionHandler(tree.getExecutionExceptionHandler());
        }
        int status = tree.setOut(new PrintWriter(printer(result), true)).execute(args);
        console.flush();
        return new TypedLine(status, result.toString(StandardCharsets.UTF_8), story.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printer(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }
}
