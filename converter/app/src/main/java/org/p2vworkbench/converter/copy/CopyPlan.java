package org.p2vworkbench.converter.copy;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;

/**
 * What a copy will move.
 *
 * @param dataBytes that will be read; the rest is known to be zeros, or to be in nobody's use
 * @param allBlocks whether the source's word about zeros is ignored
 */
public record CopyPlan(long diskBytes, int chunkBytes, long dataBytes, boolean allBlocks) {

    /** Of extents at a time, so that a disk in a million pieces needs no list of them. */
    private static final long WINDOW_BYTES = 64L << 30;

    public static CopyPlan of(BlockSource source, int chunkBytes, boolean allBlocks) throws IOException {
        long bytes = 0;
        for (long at = 0; at < source.size() && !allBlocks; at += WINDOW_BYTES) {
            bytes += source.extents(at, Math.min(source.size(), at + WINDOW_BYTES))
                    .dataBytes();
        }
        return new CopyPlan(source.size(), chunkBytes, allBlocks ? source.size() : bytes, allBlocks);
    }

    /** What of a chunk is read: often less than all of it. */
    long dataBytes(BlockSource source, long chunk) throws IOException {
        long offset = chunk * chunkBytes;
        int length = lengthOf(chunk);
        return allBlocks ? length : source.extents(offset, offset + length).dataBytes();
    }

    ChunkRuns runs(BlockSource source) {
        return new ChunkRuns(source, chunkBytes, allBlocks);
    }

    /** Bytes of a chunk; the last of a disk may be shorter. */
    int lengthOf(long chunk) {
        return (int) Math.min(chunkBytes, diskBytes - chunk * chunkBytes);
    }
}
