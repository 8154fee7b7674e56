package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.ledger.ChunkHash;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Zeros;
import org.p2vworkbench.disks.sink.DiskSink;

/**
 * Copies a disk with several threads, each taking a chunk through all of its way: read, hash, compress, write, note.
 *
 * <p>There are no queues: a thread that waits for the disk holds one chunk, so memory is threads times chunk, and the
 * slowest part slows the others by itself. Chunks are given out from front to back; the source is read and the target
 * written nearly in order.
 */
public final class CopyEngine {

    private static final int FIRST_PASS = 1;

    /** So many chunks without one readable byte in a row, and the source is taken to be gone. */
    private static final int GIVE_UP_AFTER = 16;

    private final CopyPlan plan;
    private final BlockSource source;
    private final DiskSink sink;
    private final Ledger ledger;
    private final CopyListener listener;
    private final ChunkDispenser dispenser;
    private final Checkpoints checkpoints;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;
    private int lostInARow;

    public CopyEngine(CopyPlan plan, BlockSource source, DiskSink sink, Ledger ledger, CopyListener listener) {
        this.plan = plan;
        this.source = source;
        this.sink = sink;
        this.ledger = ledger;
        this.listener = listener;
        dispenser = new ChunkDispenser(plan, source, ledger, sink, listener);
        checkpoints = new Checkpoints(sink, ledger);
    }

    /**
     * Copies what is left, then makes the image whole. An interrupt or a failure ends it with everything that was
     * copied durable, for the next run to go on from.
     */
    public void copy(int threads) throws IOException, InterruptedException {
        checkpoints.start();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(this::work, "copy-" + source.name() + "-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        InterruptedException interrupt = await(workers);
        IOException unsaved = makeDurable();
        if (interrupt != null) {
            throw interrupt;
        }
        rethrow(failure.get());
        rethrow(unsaved);
        try {
            sink.finish();
        } catch (IOException failed) {
            throw targetFailed(failed);
        }
    }

    private InterruptedException await(List<Thread> workers) {
        InterruptedException interrupt = null;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException wanted) {
                    interrupt = wanted;
                    stopped = true;
                }
            }
        }
        return interrupt;
    }

    /** The failure of the last checkpoint, if it failed; it may not hide what ended the copy. */
    private IOException makeDurable() {
        try {
            checkpoints.end();
            return null;
        } catch (IOException failed) {
            return targetFailed(failed);
        }
    }

    private void work() {
        try {
            byte[] chunk = new byte[plan.chunkBytes()];
            for (ChunkRun task = dispenser.next(); task != null && !stopped; task = dispenser.next()) {
                if (task.zero()) {
                    zero(task);
                } else {
                    copy(task.first(), chunk);
                }
            }
        } catch (IOException | RuntimeException | Error failed) {
            failure.compareAndSet(null, failed);
            stopped = true;
        }
    }

    private void zero(ChunkRun run) throws IOException {
        long from = run.first() * plan.chunkBytes();
        long to = Math.min(run.end() * plan.chunkBytes(), plan.diskBytes());
        deliver(0, () -> {
            sink.zero(from, to - from);
            ledger.addZeros(run.first(), run.count(), FIRST_PASS);
        });
    }

    private void copy(long chunk, byte[] bytes) throws IOException {
        long offset = chunk * plan.chunkBytes();
        int length = plan.lengthOf(chunk);
        List<LostRange> lost = new SalvagingReader(source).read(offset, bytes, length);
        noteLosses(lost, length);
        if (lost.isEmpty() && Zeros.only(bytes, 0, length)) {
            deliver(length, () -> {
                sink.zero(offset, length);
                ledger.addZeros(chunk, 1, FIRST_PASS);
            });
        } else {
            byte[] hash = ChunkHash.of(bytes, 0, length);
            deliver(length, () -> {
                sink.write(offset, bytes, 0, length);
                if (lost.isEmpty()) {
                    ledger.addData(chunk, hash, FIRST_PASS);
                } else {
                    ledger.addLossy(chunk, hash, FIRST_PASS);
                }
            });
        }
        listener.copied(length);
    }

    private void deliver(long bytes, Checkpoints.Delivery delivery) throws IOException {
        try {
            checkpoints.deliver(bytes, delivery);
        } catch (IOException failed) {
            throw targetFailed(failed);
        }
    }

    private synchronized void noteLosses(List<LostRange> lost, int length) throws SourceReadException {
        lost.forEach(listener::lost);
        boolean whole = lost.stream().mapToLong(LostRange::length).sum() == length;
        lostInARow = whole ? lostInARow + 1 : 0;
        if (lostInARow >= GIVE_UP_AFTER) {
            throw new SourceReadException(
                    source.name(),
                    "nothing could be read of %d chunks in a row, last: %s"
                            .formatted(lostInARow, lost.get(0).cause()),
                    "Check the disk and its cable or storage; the same command goes on where this run stopped.");
        }
    }

    private TargetStorageException targetFailed(IOException failed) {
        if (failed instanceof TargetStorageException known) {
            return known;
        }
        return new TargetStorageException(
                sink.name(),
                "could not be written: " + failed.getMessage(),
                "Make room or repair the storage, then run the same command again: it goes on where it stopped.",
                failed);
    }

    private static void rethrow(Throwable failed) throws IOException {
        if (failed instanceof IOException known) {
            throw known;
        }
        if (failed instanceof RuntimeException mistake) {
            throw mistake;
        }
        if (failed instanceof Error fatal) {
            throw fatal;
        }
    }
}
