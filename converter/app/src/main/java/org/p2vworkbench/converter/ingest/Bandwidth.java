package org.p2vworkbench.converter.ingest;

import java.io.InterruptedIOException;

/**
 * A limit on bytes a second that many threads keep together. Whoever received something has spent it; the next to ask
 * waits until the account is level again. Nothing is saved up over more than a tenth of a second of silence.
 */
public final class Bandwidth {

    private static final long NANOS = 1_000_000_000L;
    private static final long BURST_NANOS = NANOS / 10;

    private volatile long bytesPerSecond;
    private long levelAtNanos = System.nanoTime();

    /** @param bytesPerSecond 0 for as many as there are */
    public Bandwidth(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    public static Bandwidth unlimited() {
        return new Bandwidth(0);
    }

    /** From now on. */
    public void limit(long bytesPerSecondNow) {
        bytesPerSecond = bytesPerSecondNow;
    }

    public boolean isLimited() {
        return bytesPerSecond > 0;
    }

    public long bytesPerSecond() {
        return bytesPerSecond;
    }

    synchronized void spent(long bytes) {
        long limit = bytesPerSecond;
        if (limit > 0) {
            long now = System.nanoTime();
            long from = levelAtNanos - (now - BURST_NANOS) > 0 ? levelAtNanos : now - BURST_NANOS;
            levelAtNanos = from + (long) ((double) bytes * NANOS / limit);
        }
    }

    /** Waits until there is something to spend. */
    void await() throws InterruptedIOException {
        while (isLimited()) {
            long millis;
            synchronized (this) {
                millis = (levelAtNanos - System.nanoTime()) / 1_000_000;
            }
            if (millis <= 0) {
                return;
            }
            try {
                // In steps, for a limit that is lifted meanwhile.
                Thread.sleep(Math.min(millis, 500));
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for bandwidth");
            }
        }
    }
}
