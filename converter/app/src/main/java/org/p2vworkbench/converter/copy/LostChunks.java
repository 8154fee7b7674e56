package org.p2vworkbench.converter.copy;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.failure.SourceReadException;

/**
 * Chunks of which no byte could be read. They are kept back until another chunk can be read, and only then count as
 * lost: when the whole source is gone, the next run must try them again. Safe to use from several threads.
 */
final class LostChunks {

    /** So many in a row, and the source is taken to be gone. */
    static final int GIVE_UP_AFTER = 16;

    private final String source;
    private final List<LostChunk> waiting = new ArrayList<>();
    private long added;
    private boolean anyRead;

    /** @param source its name, for the error */
    LostChunks(String source) {
        this.source = source;
    }

    /** One of them. */
    record LostChunk(long chunk, LostRange range) {}

    /** To be asked before a read begins: how many were added until now. */
    synchronized long mark() {
        return added;
    }

    /**
     * Something could be read: those that were added before that read began are lost indeed, and are the caller's to
     * note. A read that was under way when the source went says nothing of what failed after it.
     */
    synchronized List<LostChunk> settle(long mark) {
        anyRead = true;
        int before = (int) Math.max(0, mark - (added - waiting.size()));
        List<LostChunk> settled = waiting.subList(0, before);
        List<LostChunk> lost = List.copyOf(settled);
        settled.clear();
        return lost;
    }

    /** Those that still wait; at the end of the disk they are lost. */
    synchronized List<LostChunk> remaining() {
        List<LostChunk> lost = List.copyOf(waiting);
        waiting.clear();
        return lost;
    }

    synchronized void add(long chunk, LostRange range) throws SourceReadException {
        waiting.add(new LostChunk(chunk, range));
        added++;
        if (waiting.size() >= GIVE_UP_AFTER) {
            throw gone();
        }
    }

    /** To be asked at the end of a disk of which nothing was there before. */
    synchronized void refuseIfNothingWasRead() throws SourceReadException {
        if (!anyRead && !waiting.isEmpty()) {
            throw gone();
        }
    }

    private SourceReadException gone() {
        return new SourceReadException(
                source,
                "nothing could be read of %d chunks in a row, last: %s"
                        .formatted(
                                waiting.size(),
                                waiting.get(waiting.size() - 1).range().cause()),
                "Check the disk and its cable or storage; the same command goes on where this run stopped.");
    }
}
