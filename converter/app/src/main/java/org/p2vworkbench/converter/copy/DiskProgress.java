package org.p2vworkbench.converter.copy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** How far one disk is. Written by those who copy, read by whoever shows it. */
public final class DiskProgress {

    private final String machine;
    private final String disk;
    private final long totalBytes;
    private final Clock clock;
    private final AtomicLong copied = new AtomicLong();
    private final AtomicLong resumed = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile State state = State.WAITING;
    private volatile Instant started = Instant.EPOCH;
    private volatile Instant finished = Instant.EPOCH;

    /** Where a disk is. */
    public enum State {
        WAITING,
        COPYING,
        VERIFYING,
        FINISHED,
        /** Failed or interrupted. */
        STOPPED
    }

    public DiskProgress(String machine, String disk, long totalBytes, Clock clock) {
        this.machine = machine;
        this.disk = disk;
        this.totalBytes = totalBytes;
        this.clock = clock;
    }

    public void start() {
        started = clock.instant();
        state = State.COPYING;
    }

    public void startVerifying() {
        copied.set(0);
        resumed.set(0);
        started = clock.instant();
        state = State.VERIFYING;
    }

    public void copied(long bytes) {
        copied.addAndGet(bytes);
    }

    public void resumed(long bytes) {
        resumed.addAndGet(bytes);
    }

    public void lost(long bytes) {
        lost.addAndGet(bytes);
    }

    public void finish() {
        finished = clock.instant();
        state = State.FINISHED;
    }

    /** Its machine has ended, however; a disk that is not finished will not be. */
    public void stop() {
        if (state != State.FINISHED) {
            state = State.STOPPED;
        }
    }

    public String machine() {
        return machine;
    }

    public String disk() {
        return disk;
    }

    public State state() {
        return state;
    }

    public long totalBytes() {
        return totalBytes;
    }

    /** Bytes that are there, of this run and earlier ones. */
    public long doneBytes() {
        return Math.min(totalBytes, copied.get() + resumed.get());
    }

    public long lostBytes() {
        return lost.get();
    }

    /** Bytes a second since the disk was begun, without what was there before. */
    public long bytesPerSecond() {
        long millis = Math.max(1, elapsed().toMillis());
        return copied.get() * 1000 / millis;
    }

    public Duration elapsed() {
        return Duration.between(started, state == State.FINISHED ? finished : clock.instant());
    }
}
