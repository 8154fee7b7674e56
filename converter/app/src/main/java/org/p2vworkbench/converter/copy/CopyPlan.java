package org.p2vworkbench.converter.copy;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;

/**
 * What a copy will move.
 *
 * @param dataBytes in chunks that will be read; the rest is known to be zeros
 * @param allBlocks whether the source's word about zeros is ignored
 */
public record CopyPlan(long diskBytes, int chunkBytes, long dataBytes, boolean allBlocks) {

    public static CopyPlan of(BlockSource source, int chunkBytes, boolean allBlocks) throws IOException {
        ChunkRuns runs = new ChunkRuns(source, chunkBytes, allBlocks);
        long bytes = 0;
        for (ChunkRun run = runs.next(); run != null; run = runs.next()) {
            if (!run.zero()) {
                bytes += Math.min(run.end() * chunkBytes, source.size()) - run.first() * chunkBytes;
            }
        }
        return new CopyPlan(source.size(), chunkBytes, bytes, allBlocks);
    }

    ChunkRuns runs(BlockSource source) {
        return new ChunkRuns(source, chunkBytes, allBlocks);
    }

    /** Bytes of a chunk; the last of a disk may be shorter. */
    int lengthOf(long chunk) {
        return (int) Math.min(chunkBytes, diskBytes - chunk * chunkBytes);
    }
}
