package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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

    /** The pass that copies all; each later one brings what has changed since the one before. */
    private static final int FIRST_PASS = 1;

    private final CopyPlan plan;
    private final BlockSource source;
    private final DiskSink sink;
    private final Ledger ledger;
    private final CopyListener listener;
    private final int pass;
    private final ChunkDispenser dispenser;
    private final Checkpoints checkpoints;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final LostChunks lostChunks;
    private volatile boolean stopped;

    /** For the pass that copies all. */
    public CopyEngine(CopyPlan plan, BlockSource source, DiskSink sink, Ledger ledger, CopyListener listener) {
        this(plan, source, sink, ledger, listener, FIRST_PASS);
    }

    /** @param pass which one, counted from {@link #FIRST_PASS}; the ledger says it of each chunk */
    public CopyEngine(
            CopyPlan plan, BlockSource source, DiskSink sink, Ledger ledger, CopyListener listener, int pass) {
        this.pass = pass;
        this.plan = plan;
        this.source = source;
        this.sink = sink;
        this.ledger = ledger;
        this.listener = listener;
        dispenser = new ChunkDispenser(plan, source, ledger, sink, listener);
        checkpoints = new Checkpoints(sink, ledger);
        lostChunks = new LostChunks(source.name());
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
        if (!stopped) {
            settleTheEnd();
        }
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

    /** Bad sectors at the end of a disk are lost; a disk without any good one is more likely not there. */
    private void settleTheEnd() {
        try {
            if (!ledger.resumed()) {
                lostChunks.refuseIfNothingWasRead();
            }
            lose(lostChunks.remaining());
        } catch (IOException | RuntimeException failed) {
            failure.compareAndSet(null, failed);
        }
    }

    private void zero(ChunkRun run) throws IOException {
        long from = run.first() * plan.chunkBytes();
        long to = Math.min(run.end() * plan.chunkBytes(), plan.diskBytes());
        deliver(0, () -> {
            sink.zero(from, to - from);
            ledger.addZeros(run.first(), run.count(), pass);
        });
    }

    private void copy(long chunk, byte[] bytes) throws IOException {
        long offset = chunk * plan.chunkBytes();
        int length = plan.lengthOf(chunk);
        SalvagingReader.Salvaged read;
        long mark = lostChunks.mark();
        try {
            read = new SalvagingReader(source).read(offset, bytes, length);
        } catch (SlowSourceException slow) {
            if (!dispenser.postpone(chunk)) {
                lose(List.of(new LostChunks.LostChunk(chunk, new LostRange(offset, length, slow.getMessage()))));
            }
            return;
        }
        List<LostRange> lost = read.lost();
        if (lost.stream().mapToLong(LostRange::length).sum() == length) {
            lostChunks.add(chunk, lost.get(0));
            return;
        }
        lose(lostChunks.settle(mark));
        if (lost.isEmpty() && Zeros.only(bytes, 0, length)) {
            deliver(length, () -> {
                sink.zero(offset, length);
                ledger.addZeros(chunk, 1, pass);
            });
        } else {
            byte[] hash = read.hash().orElseGet(() -> ChunkHash.of(bytes, 0, length));
            deliver(length, () -> {
                sink.write(offset, bytes, 0, length);
                if (lost.isEmpty()) {
                    ledger.addData(chunk, hash, pass);
                } else {
                    note(chunk, hash, lost);
                }
            });
        }
        listener.copied(plan.dataBytes(source, chunk));
    }

    private void lose(List<LostChunks.LostChunk> chunks) throws IOException {
        for (LostChunks.LostChunk lost : chunks) {
            byte[] zeros = new byte[plan.lengthOf(lost.chunk())];
            byte[] hash = ChunkHash.of(zeros, 0, zeros.length);
            deliver(zeros.length, () -> {
                sink.write(lost.chunk() * plan.chunkBytes(), zeros, 0, zeros.length);
                note(lost.chunk(), hash, List.of(lost.range()));
            });
            listener.copied(plan.dataBytes(source, lost.chunk()));
        }
    }

    /** The list of ranges comes first: a ledger that knows of losses which nobody can name would be worse than none. */
    private void note(long chunk, byte[] hash, List<LostRange> lost) throws IOException {
        for (LostRange range : lost) {
            listener.lost(range);
        }
        ledger.addLossy(chunk, hash, pass);
    }

    private void deliver(long bytes, Checkpoints.Delivery delivery) throws IOException {
        try {
            checkpoints.deliver(bytes, delivery);
        } catch (IOException failed) {
            throw targetFailed(failed);
        }
    }

    /** Of this end, whatever it is, unless it is an operator's interrupt. */
    private IOException targetFailed(IOException failed) {
        if (failed instanceof TargetStorageException || failed instanceof ClosedByInterruptException) {
            return failed;
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
