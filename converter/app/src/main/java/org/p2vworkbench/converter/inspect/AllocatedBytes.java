package org.p2vworkbench.converter.inspect;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;

/** How much of a disk a copy would have to read: what its image does not know to be zeros. */
final class AllocatedBytes {

    /** One window of extents at a time, so that a disk in a million pieces needs no list of them. */
    private static final long WINDOW_BYTES = 64L << 30;

    private AllocatedBytes() {}

    static long of(BlockSource disk) throws IOException {
        long bytes = 0;
        for (long at = 0; at < disk.size(); at += WINDOW_BYTES) {
            long end = at + Math.min(WINDOW_BYTES, disk.size() - at);
            bytes += disk.extents(at, end).dataBytes();
        }
        return bytes;
    }
}
