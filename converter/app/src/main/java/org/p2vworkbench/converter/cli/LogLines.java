package org.p2vworkbench.converter.cli;

import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a program that stays logs, a line per event on stderr; warnings even if it is to be quiet. */
final class LogLines extends Handler {

    /** Held, because the log manager forgets loggers that nobody holds, and their level with them. */
    private static final Logger LIBRARY = Logger.getLogger("org.apache.sshd");

    private final Console console;
    private final SimpleFormatter words = new SimpleFormatter();

    private LogLines(Console console) {
        this.console = console;
    }

    static void to(Console console, boolean debug) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.addHandler(new LogLines(console));
        root.setLevel(debug ? Level.FINE : Level.INFO);
        // It tells each refused handshake as a fault of its own, with a stack trace; ours says who and why in a line.
        LIBRARY.setLevel(debug ? Level.INFO : Level.OFF);
    }

    @Override
    public void publish(LogRecord event) {
        if (!isLoggable(event)) {
            return;
        }
        String line = "%1$tFT%1$tT %2$s %3$s"
                .formatted(
                        event.getMillis(),
                        event.getLevel().getName().toLowerCase(Locale.ROOT),
                        words.formatMessage(event));
        if (event.getLevel().intValue() >= Level.WARNING.intValue()) {
            console.aside(line);
        } else {
            console.story(line);
        }
        if (event.getThrown() != null) {
            console.debug(event.getThrown());
        }
    }

    @Override
    public void flush() {
        // The console does.
    }

    @Override
    public void close() {
        // The console stays open.
    }
}
