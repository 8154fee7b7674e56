package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/** What a bitmap says, in bytes. */
record UsedRuns(BlockBitmap bitmap, int blockBytes) {

    /**
     * Smaller gaps are data that happens to be zeros: to list them costs more than to read them, and a bitmap made to
     * have many would fill the memory.
     */
    private static final long LEAST_GAP_BYTES = 64 << 10;

    Extents in(long from, long to) throws IOException {
        Extents.Builder extents = new Extents.Builder(from);
        while (extents.end() < to) {
            long at = extents.end();
            long end = runEnd(at, to);
            boolean data = bitmap.isUsed(at / blockBytes) || at > from && end < to && end - at < LEAST_GAP_BYTES;
            extents.add(end - at, data ? Extent.Kind.DATA : Extent.Kind.ZERO);
        }
        return extents.build();
    }

    private long runEnd(long at, long to) throws IOException {
        long limit = (to + blockBytes - 1) / blockBytes;
        return Math.min(to, bitmap.runEnd(at / blockBytes, limit) * blockBytes);
    }
}
