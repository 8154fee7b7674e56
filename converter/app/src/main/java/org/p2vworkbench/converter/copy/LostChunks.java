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

    /** How many there have been. Whoever reads asks before it begins. */
    synchronized long added() {
        return added;
    }

    /**
     * Something could be read: those that waited before that read began are lost indeed, and are the caller's to note.
     * Of those that came while it was under way it says nothing: the source may have gone meanwhile.
     *
     * @param addedBefore what {@link #added} said before the read began
     */
    synchronized List<LostChunk> settle(long addedBefore) {
        anyRead = true;
        int since = (int) Math.min(waiting.size(), added - addedBefore);
        List<LostChunk> before = waiting.subList(0, waiting.size() - since);
        List<LostChunk> lost = List.copyOf(before);
        before.clear();
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
