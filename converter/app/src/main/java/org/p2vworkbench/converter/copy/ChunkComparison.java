package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.p2vworkbench.converter.ledger.ChunkHash;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.converter.ledger.LedgerEntry;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;

/**
 * Finds out which chunks of a source have changed since an earlier pass, by the hashes in its ledger. What has not is
 * noted in the ledger of this pass at once.
 *
 * <p>A chunk that nobody uses any more has not changed: what is there instead of it concerns nobody, and the copy keeps
 * what it has. One that was not readable whole has: perhaps it is now.
 *
 * <p>The earlier ledger is walked through from its end, and so is the source, in pieces of {@link #BATCH_CHUNKS} chunks.
 */
public final class ChunkComparison {

    private static final int BATCH_CHUNKS = 32;

    /** Of parts in a batch; a request to an agent has room for 1024, and one chunk may bring 256. */
    private static final int BATCH_PARTS = 512;

    private static final int MOST_PARTS = 1024;

    /** Batches between two moments at which what was found is made durable. */
    private static final int SAVE_EVERY = 64;

    private final CopyPlan plan;
    private final BlockSource source;
    private final Ledger now;
    private final LongConsumer comparedBytes;
    private final BitSet changed = new BitSet();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final byte[] hashOfZeros;
    private ExecutorService workers;
    private Semaphore room;
    private List<Candidate> batch = new ArrayList<>();
    private int parts;
    private int batches;

    /** A chunk that is in use, and what the earlier pass knows of it. */
    private record Candidate(LedgerEntry known, List<Extent> parts) {}

    /**
     * @param now the ledger of this pass; what it has already is not compared again
     * @param comparedBytes is told of used bytes that have been compared; called by several threads
     */
    public ChunkComparison(CopyPlan plan, BlockSource source, Ledger now, LongConsumer comparedBytes) {
        this.plan = plan;
        this.source = source;
        this.now = now;
        this.comparedBytes = comparedBytes;
        hashOfZeros = ChunkHash.ofZeros(plan.chunkBytes());
    }

    /** The chunks that differ from {@code earlier}, the ledger of a finished pass. */
    public BitSet changedSince(Path earlier, int threads) throws IOException, InterruptedException {
        workers = Executors.newFixedThreadPool(threads);
        room = new Semaphore(threads * 2);
        try {
            Ledger.newest(earlier, this::sort);
            if (!batch.isEmpty()) {
                hand();
            }
        } catch (UncheckedIOException failed) {
            failure.compareAndSet(null, failed.getCause());
        } catch (Stopped stopped) {
            stop(stopped.interrupt);
        }
        awaitWorkers();
        save();
        if (failure.get() instanceof IOException failed) {
            throw failed;
        }
        if (failure.get() instanceof InterruptedException interrupt) {
            throw interrupt;
        }
        if (failure.get() != null) {
            throw new IOException("the comparison failed", failure.get());
        }
        return changed;
    }

    private void stop(InterruptedException interrupt) {
        failure.compareAndSet(null, interrupt);
        workers.shutdownNow();
    }

    /** A batch ends, if only because the old machine has been away for too long. */
    private void awaitWorkers() {
        workers.shutdown();
        boolean ended = false;
        while (!ended) {
            try {
                ended = workers.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException interrupt) {
                stop(interrupt);
            }
        }
    }

    /** Out of the walk through the ledger. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient InterruptedException interrupt;

        Stopped(InterruptedException interrupt) {
            super(interrupt);
            this.interrupt = interrupt;
        }
    }

    /** Keeps what nobody uses, and puts what is used into a batch. */
    private void sort(LedgerEntry known) {
        try {
            for (long at = known.chunk(); at < known.chunk() + known.count(); at += BATCH_CHUNKS) {
                int count = (int) Math.min(BATCH_CHUNKS, known.chunk() + known.count() - at);
                if (now.hasAll(at, count)) {
                    comparedBytes.accept(used(at, count));
                } else if (used(at, count) == 0) {
                    now.keep(new LedgerEntry(at, count, known.state(), known.pass(), known.hash()));
                } else {
                    for (long chunk = at; chunk < at + count; chunk++) {
                        add(new LedgerEntry(chunk, 1, known.state(), known.pass(), known.hash()));
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupt) {
            throw new Stopped(interrupt);
        }
    }

    private long used(long chunk, int count) throws IOException {
        long from = chunk * plan.chunkBytes();
        long to = Math.min(plan.diskBytes(), from + (long) count * plan.chunkBytes());
        return plan.allBlocks() ? to - from : source.extents(from, to).dataBytes();
    }

    private void add(LedgerEntry known) throws IOException, InterruptedException {
        if (now.hasAll(known.chunk(), 1)) {
            comparedBytes.accept(used(known.chunk(), 1));
            return;
        }
        long from = known.chunk() * plan.chunkBytes();
        long to = from + plan.lengthOf(known.chunk());
        List<Extent> inUse = plan.allBlocks()
                ? List.of(new Extent(from, to - from, Extent.Kind.DATA))
                : source.extents(from, to).runs().stream()
                        .filter(run -> !run.isZero())
                        .toList();
        if (inUse.isEmpty()) {
            now.keep(known);
            return;
        }
        batch.add(new Candidate(known, inUse));
        parts += inUse.size();
        if (batch.size() >= BATCH_CHUNKS || parts >= BATCH_PARTS) {
            hand();
        }
    }

    private void hand() throws IOException, InterruptedException {
        List<Candidate> full = batch;
        batch = new ArrayList<>();
        parts = 0;
        room.acquire();
        if (failure.get() != null) {
            throw new IOException("stopped", failure.get());
        }
        workers.execute(() -> {
            try {
                compare(full);
            } catch (IOException | RuntimeException failed) {
                failure.compareAndSet(null, failed);
            } finally {
                room.release();
            }
        });
        batches++;
        if (batches % SAVE_EVERY == 0) {
            save();
        }
    }

    private void save() throws IOException {
        now.mark();
        now.sync();
    }

    private void compare(List<Candidate> candidates) throws IOException {
        Map<Long, byte[]> hashes = hashes(candidates);
        for (Candidate candidate : candidates) {
            long chunk = candidate.known().chunk();
            byte[] hash = hashes.get(chunk * plan.chunkBytes());
            if (hash != null && Arrays.equals(hash, expected(candidate.known()))) {
                now.keep(candidate.known());
            } else {
                synchronized (changed) {
                    changed.set((int) chunk);
                }
            }
            comparedBytes.accept(
                    candidate.parts().stream().mapToLong(Extent::length).sum());
        }
    }

    /** None is expected of a chunk that was not read whole; no hash is like that. */
    private byte[] expected(LedgerEntry known) {
        return switch (known.state()) {
            case ZERO ->
                plan.lengthOf(known.chunk()) == plan.chunkBytes()
                        ? hashOfZeros
                        : ChunkHash.ofZeros(plan.lengthOf(known.chunk()));
            case DATA -> known.hash();
            case LOSSY -> new byte[0];
        };
    }

    private Map<Long, byte[]> hashes(List<Candidate> candidates) throws IOException {
        List<Extent> all = candidates.stream()
                .sorted(Comparator.comparingLong(candidate -> candidate.known().chunk()))
                .flatMap(candidate -> candidate.parts().stream())
                .toList();
        if (source instanceof HashedSource far && all.size() <= MOST_PARTS) {
            Optional<Map<Long, byte[]>> hashes = far.hashes(all, plan.chunkBytes());
            if (hashes.isPresent()) {
                return hashes.get();
            }
        }
        return hashesOfWhatIsRead(candidates);
    }

    /** Of a RAID volume, say, which no one disk has: its bytes have to travel to be compared. */
    private Map<Long, byte[]> hashesOfWhatIsRead(List<Candidate> candidates) throws IOException {
        Map<Long, byte[]> hashes = new HashMap<>();
        byte[] bytes = new byte[plan.chunkBytes()];
        for (Candidate candidate : candidates) {
            long chunk = candidate.known().chunk();
            long offset = chunk * plan.chunkBytes();
            int length = plan.lengthOf(chunk);
            try {
                source.read(offset, ByteBuffer.wrap(bytes, 0, length));
                hashes.put(offset, ChunkHash.of(bytes, 0, length));
            } catch (IOException unreadable) {
                // The copy tries again, and finds out what of it cannot be read.
                SalvagingReader.refuseToSalvage(unreadable);
            }
        }
        return hashes;
    }
}
