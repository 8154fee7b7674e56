package org.p2vworkbench.converter.ingest;

import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.LocalTime;

/**
 * A limit on bytes a second that many threads keep together. Whoever received something has spent it; the next to ask
 * waits until the account is level again. Nothing is saved up over more than a tenth of a second of silence. While it is
 * held, nobody gets anything.
 */
public final class Bandwidth {

    private static final long NANOS = 1_000_000_000L;
    private static final long BURST_NANOS = NANOS / 10;

    /** In steps, for a limit that is lifted meanwhile. */
    private static final long STEP_MILLIS = 500;

    private final Clock clock;
    private volatile Limits limits;
    private volatile boolean held;
    private long levelAtNanos = System.nanoTime();

    /** @param clock tells the time of day, here where the limits are kept */
    public Bandwidth(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    public static Bandwidth unlimited() {
        return new Bandwidth(Limits.NONE, Clock.systemDefaultZone());
    }

    /** From now on. */
    public void limit(Limits now) {
        limits = now;
    }

    /** Until it is released. */
    public void hold() {
        held = true;
    }

    public void release() {
        held = false;
    }

    public boolean isHeld() {
        return held;
    }

    public boolean isLimited() {
        return perSecond() > 0;
    }

    private long perSecond() {
        return limits.at(LocalTime.now(clock));
    }

    synchronized void spent(long bytes) {
        long limit = perSecond();
        if (limit > 0) {
            long now = System.nanoTime();
            long from = levelAtNanos - (now - BURST_NANOS) > 0 ? levelAtNanos : now - BURST_NANOS;
            levelAtNanos = from + (long) ((double) bytes * NANOS / limit);
        }
    }

    /** Waits until there is something to spend. */
    void await() throws InterruptedIOException {
        while (held || isLimited()) {
            long millis;
            synchronized (this) {
                millis = held ? STEP_MILLIS : (levelAtNanos - System.nanoTime()) / 1_000_000;
            }
            if (millis <= 0) {
                return;
            }
            try {
                Thread.sleep(Math.min(millis, STEP_MILLIS));
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for bandwidth");
            }
        }
    }
}
