package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.json.JsonText;

/**
 * Where a command prints: stdout is the result, stderr is the story. Safe to use from several threads; a line is
 * never torn.
 *
 * <p>On a terminal the last line of stderr may be a status that is rewritten in place ({@link #status}); whatever else
 * is printed wipes it first, and the next status comes back below. What is told on stderr may quote names from disks and
 * is made harmless here.
 */
final class Console {

    private static final String WIPE_LINE = "\r\u001b[K";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream result;
    private final PrintStream story;
    private final boolean terminal;
    private final OutputOptions options;
    private final Keyboard keyboard;
    private boolean statusShown;

    /** @param terminal whether stderr is one */
    Console(PrintStream result, PrintStream story, boolean terminal, OutputOptions options) {
        this(result, story, terminal, options, Keyboard.NONE);
    }

    /** @param terminal whether stderr is one */
    Console(PrintStream result, PrintStream story, boolean terminal, OutputOptions options, Keyboard keyboard) {
        this.result = result;
        this.story = story;
        this.terminal = terminal;
        this.options = options;
        this.keyboard = keyboard;
    }

    /** Whether the result is to be one JSON document. */
    boolean json() {
        return options.json();
    }

    /** Whether everything is to be told. */
    boolean debugging() {
        return options.debug();
    }

    /** Whether a person watches stderr, so that a status line may be rewritten in place. */
    boolean terminal() {
        return terminal;
    }

    Keyboard keyboard() {
        return keyboard;
    }

    /** A question; the answer is typed behind it. */
    synchronized void prompt(String text) {
        wipeStatus();
        story.print(text);
        story.flush();
    }

    /** A line, or several, of the result. */
    synchronized void result(String text) {
        wipeStatus();
        result.println(text);
    }

    /** The result where it is bytes and no text. A reader that has gone away is an error, so that nobody writes on. */
    OutputStream resultBytes() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                synchronized (Console.this) {
                    wipeStatus();
                    result.write(bytes, from, length);
                    if (result.checkError()) {
                        throw new TargetStorageException(
                                "stdout", "cannot be written any more", "See that its reader reads to the end.");
                    }
                }
            }
        };
    }

    /** The result for programs: one document on one line. */
    void resultAsJson(Object value) {
        result(JsonText.line(value));
    }

    /** What happens, for whoever watches. */
    synchronized void story(String line) {
        if (!options.quiet()) {
            wipeStatus();
            story.println(Harmless.lines(line));
        }
    }

    /** What deserves attention and stops nothing. */
    synchronized void warning(String text) {
        wipeStatus();
        story.println(paint(Colour.YELLOW, "Warning: ") + Harmless.lines(text));
    }

    /** Why this run did not do what was asked. */
    synchronized void error(String text) {
        wipeStatus();
        story.println(paint(Colour.RED, "Error: ") + Harmless.lines(text));
    }

    /** An unadorned line of stderr that {@code --quiet} does not silence: next steps, stack traces, JSON errors. */
    synchronized void aside(String text) {
        wipeStatus();
        story.println(Harmless.lines(text));
    }

    /** Where a failure came from, for whoever asked for it. */
    void debug(Throwable failure) {
        if (options.debug()) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            aside(text.toString().stripTrailing());
        }
    }

    /** The same for programs: one JSON document on one line of stderr. */
    void asideAsJson(Object value) {
        aside(JsonText.line(value));
    }

    /** The line at the bottom of a terminal that says how far things are. Elsewhere a line like any other. */
    synchronized void status(String line) {
        if (options.quiet()) {
            return;
        }
        if (!terminal) {
            story.println(line);
            return;
        }
        story.print(WIPE_LINE + line);
        story.flush();
        statusShown = true;
    }

    /** {@code text} in {@code colour}, where colour is wanted and can be seen. */
    String paint(Colour colour, String text) {
        return terminal && !options.noColor() ? colour.code + text + PLAIN : text;
    }

    synchronized void flush() {
        wipeStatus();
        result.flush();
        story.flush();
    }

    private void wipeStatus() {
        if (statusShown) {
            story.print(WIPE_LINE);
            statusShown = false;
        }
    }

    /** Never the only signal: the word beside it says the same. */
    enum Colour {
        RED("\u001b[31m"),
        GREEN("\u001b[32m"),
        YELLOW("\u001b[33m");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }
}
