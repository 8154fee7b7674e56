package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.sink.DiskSink;

/** Gives out what is left to do, from front to back: one chunk to read, or a run of zeros; last those
 * that were too slow the first time. Safe from several threads. */
final class ChunkDispenser {

    /** A device takes zeros at the speed of data; pieces let every thread have its share. */
    private static final long ZERO_PIECE_BYTES = 1L << 30;

    private final CopyPlan plan;
    private final BlockSource source;
    private final ChunkRuns runs;
    private final Ledger ledger;
    private final DiskSink sink;
    private final CopyListener listener;
    private final Queue<Long> postponed = new ArrayDeque<>();
    private final Set<Long> everPostponed = new HashSet<>();
    private ChunkRun current = new ChunkRun(0, 0, false);

    ChunkDispenser(CopyPlan plan, BlockSource source, Ledger ledger, DiskSink sink, CopyListener listener) {
        this.plan = plan;
        this.source = source;
        this.ledger = ledger;
        this.sink = sink;
        this.listener = listener;
        runs = plan.runs(source);
    }

    /** The next piece of work, or null when there is none left. */
    synchronized ChunkRun next() throws IOException {
        while (current != null) {
            while (current.count() > 0) {
                ChunkRun piece = cut(current.zero() ? zeroPiece() : 1);
                if (!isDone(piece)) {
                    return piece;
                }
                if (!piece.zero()) {
                    listener.resumed(plan.dataBytes(source, piece.first()));
                }
            }
            current = runs.next();
        }
        return postponed.isEmpty() ? null : new ChunkRun(postponed.remove(), 1, false);
    }

    /** Gives it out once more when all others are done; false when it was given out twice already. */
    synchronized boolean postpone(long chunk) {
        return everPostponed.add(chunk) && postponed.add(chunk);
    }

    private long zeroPiece() {
        return Math.max(1, ZERO_PIECE_BYTES / plan.chunkBytes());
    }

    private ChunkRun cut(long most) {
        long count = Math.min(most, current.count());
        ChunkRun piece = new ChunkRun(current.first(), count, current.zero());
        current = new ChunkRun(current.first() + count, current.count() - count, current.zero());
        return piece;
    }

    private boolean isInPlace(long chunk) {
        long offset = chunk * plan.chunkBytes();
        return sink.holds(offset) || ledger.isZero(chunk) && sink.startsAsZeros(offset);
    }

    private boolean isDone(ChunkRun piece) {
        return ledger.hasAll(piece.first(), piece.count()) && (piece.zero() || isInPlace(piece.first()));
    }
}
