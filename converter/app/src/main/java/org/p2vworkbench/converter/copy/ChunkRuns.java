package org.p2vworkbench.converter.copy;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/**
 * The extents of a source as runs of chunks, from front to back: a chunk is zero when all of it is. Asks the source for
 * one window of extents at a time, so that a disk in a million pieces needs no list of them.
 */
final class ChunkRuns {

    private static final long WINDOW_BYTES = 64L << 30;

    private final BlockSource source;
    private final int chunkBytes;
    private final long chunks;
    private final boolean allBlocks;

    private Extents window = Extents.allData(0, 0);
    private int nextInWindow;
    private long windowEnd;

    /** Chunks before this one are given out; those from here on that touch data before {@code dataEnd} are data. */
    private long nextChunk;

    ChunkRuns(BlockSource source, int chunkBytes, boolean allBlocks) {
        this.source = source;
        this.chunkBytes = chunkBytes;
        this.allBlocks = allBlocks;
        chunks = (source.size() + chunkBytes - 1) / chunkBytes;
    }

    /** The next run, or null at the end. Two runs that follow one another may be of the same kind. */
    ChunkRun next() throws IOException {
        if (nextChunk >= chunks) {
            return null;
        }
        if (allBlocks) {
            return give(chunks, false);
        }
        Extent data = nextData();
        if (data == null) {
            return give(chunks, true);
        }
        long firstData = data.offset() / chunkBytes;
        if (firstData > nextChunk) {
            nextInWindow--;
            return give(firstData, true);
        }
        long end = (data.end() + chunkBytes - 1) / chunkBytes;
        return end > nextChunk ? give(end, false) : next();
    }

    private ChunkRun give(long end, boolean zero) {
        ChunkRun run = new ChunkRun(nextChunk, end - nextChunk, zero);
        nextChunk = end;
        return run;
    }

    private Extent nextData() throws IOException {
        while (true) {
            while (nextInWindow < window.runs().size()) {
                Extent run = window.runs().get(nextInWindow++);
                if (!run.isZero()) {
                    return run;
                }
            }
            if (windowEnd >= source.size()) {
                return null;
            }
            long from = windowEnd;
            windowEnd = Math.min(source.size(), from + WINDOW_BYTES);
            window = source.extents(from, windowEnd);
            nextInWindow = 0;
        }
    }
}
