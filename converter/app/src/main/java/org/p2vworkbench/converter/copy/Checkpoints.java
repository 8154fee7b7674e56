package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.disks.sink.DiskSink;

/**
 * Makes what was copied durable every few seconds, on a thread of its own while the copy goes on.
 *
 * <p>A delivery that failed has left the sink with a place for a chunk that is not there. No line may be drawn behind
 * that, or the next run would believe in it; so a failure is the end of checkpoints, and costs what came after the last.
 *
 * <p>Order matters. The line is drawn in sink and ledger at one moment when no chunk is half done. Then the data is
 * forced, then the ledger says so, then the sink's journal. A crash in between leaves chunks that only some of them
 * know of; those are copied again.
 */
final class Checkpoints {

    static final Duration EVERY = Duration.ofSeconds(5);
    static final long EVERY_BYTES = 256L << 20;

    private final DiskSink sink;
    private final Ledger ledger;
    private final ReadWriteLock chunks = new ReentrantReadWriteLock();
    private final Thread thread = new Thread(this::run, "checkpoints");
    private long bytesSince;
    private boolean ended;
    private IOException failure;

    Checkpoints(DiskSink sink, Ledger ledger) {
        this.sink = sink;
        this.ledger = ledger;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** What brings one chunk to the sink and into the ledger. */
    interface Delivery {
        void run() throws IOException;
    }

    /** Brings a chunk over as one step that no line is drawn through. */
    void deliver(long bytes, Delivery delivery) throws IOException {
        chunks.readLock().lock();
        try {
            delivery.run();
        } catch (IOException | RuntimeException | Error failed) {
            fail(failed);
            throw failed;
        } finally {
            chunks.readLock().unlock();
        }
        delivered(bytes);
    }

    private synchronized void fail(Throwable failed) {
        if (failure == null) {
            failure = failed instanceof IOException known ? known : new IOException(failed);
        }
    }

    private synchronized void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized void delivered(long bytes) throws IOException {
        rethrow();
        bytesSince += bytes;
        if (bytesSince >= EVERY_BYTES) {
            notifyAll();
        }
    }

    /** Makes everything delivered durable, for the last time. */
    void end() throws IOException {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        joinUninterrupted();
        rethrow();
    }

    private void joinUninterrupted() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last one too is drawn here: under the hands of a thread that somebody interrupts, channels close. */
    private void run() {
        try {
            while (due()) {
                checkpoint();
            }
            checkpoint();
        } catch (IOException | RuntimeException | Error failed) {
            fail(failed);
        }
    }

    /** Waits for the next checkpoint; answers false when there is none to come. */
    private synchronized boolean due() {
        long deadline = System.nanoTime() + EVERY.toNanos();
        while (!ended && bytesSince < EVERY_BYTES && deadline - System.nanoTime() > 0) {
            try {
                wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException unwanted) {
                return false;
            }
        }
        bytesSince = 0;
        return !ended;
    }

    private void checkpoint() throws IOException {
        chunks.writeLock().lock();
        try {
            rethrow();
            sink.mark();
            ledger.mark();
        } finally {
            chunks.writeLock().unlock();
        }
        sink.force();
        ledger.sync();
        sink.commit();
    }
}
