package org.p2vworkbench.agent.cli;

import java.io.Closeable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.p2vworkbench.agent.wire.Request;

/**
 * How far it is: drawn over each second on a terminal, else a line every half minute while there is something to say.
 * The converter knows how far it is; the rate is the agent's own.
 */
final class ProgressLine implements Closeable {

    private static final long ON_TERMINAL_SECONDS = 1;
    private static final long ELSEWHERE_SECONDS = 30;
    private static final String CLEARED = "\r\u001b[K";

    private final PrintStream story;
    private final boolean terminal;
    private final AtomicLong answered = new AtomicLong();
    private final ScheduledExecutorService clock;
    private volatile Request.Progress latest;
    private long answeredBefore;
    private long nanosecondsBefore = System.nanoTime();
    private boolean drawn;

    ProgressLine(PrintStream story, boolean terminal) {
        this.story = story;
        this.terminal = terminal;
        clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        long period = terminal ? ON_TERMINAL_SECONDS : ELSEWHERE_SECONDS;
        clock.scheduleAtFixedRate(this::draw, period, period, TimeUnit.SECONDS);
    }

    void answered(long plainBytes) {
        answered.addAndGet(plainBytes);
    }

    void show(Request.Progress now) {
        latest = now;
    }

    /** Before another line is printed. Hold the lock of the stream. */
    void clear() {
        if (drawn) {
            story.print(CLEARED);
            drawn = false;
        }
    }

    private void draw() {
        long now = System.nanoTime();
        long bytes = answered.get();
        double rate = (bytes - answeredBefore) * 1e9 / Math.max(1, now - nanosecondsBefore);
        boolean moved = bytes != answeredBefore;
        answeredBefore = bytes;
        nanosecondsBefore = now;
        Request.Progress state = latest;
        if (!moved && (state == null || !terminal)) {
            return;
        }
        String line = line(state, bytes, rate);
        synchronized (story) {
            if (terminal) {
                story.print(CLEARED + line);
                drawn = true;
            } else {
                story.println(line);
            }
            story.flush();
        }
    }

    static String line(Request.Progress state, long answered, double bytesPerSecond) {
        String rate = Amounts.bytes(bytesPerSecond) + "/s";
        if (state == null) {
            return "%s read, %s".formatted(Amounts.bytes(answered), rate);
        }
        StringBuilder line = new StringBuilder(state.state().name().toLowerCase(Locale.ROOT));
        if (state.totalBytes() > 0) {
            line.append(" %s of %s (%d %%)"
                    .formatted(Amounts.bytes(state.doneBytes()), Amounts.bytes(state.totalBytes()), (int)
                            (100.0 * Math.min(state.doneBytes(), state.totalBytes()) / state.totalBytes())));
        }
        line.append(", ").append(rate);
        if (state.mostSecondsLeft() > 0) {
            line.append(", %s to %s left"
                    .formatted(
                            Amounts.time(Duration.ofSeconds(state.leastSecondsLeft())),
                            Amounts.time(Duration.ofSeconds(state.mostSecondsLeft()))));
        }
        return state.text().isEmpty()
                ? line.toString()
                : line.append(", ").append(Console.harmless(state.text())).toString();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        synchronized (story) {
            clear();
            story.flush();
        }
    }
}
