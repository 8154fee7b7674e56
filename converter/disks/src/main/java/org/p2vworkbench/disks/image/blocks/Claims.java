package org.p2vworkbench.disks.image.blocks;

import java.util.BitSet;

/**
 * Which parts of an image file already belong to a block. Two blocks in one place make every later byte of a disk
 * doubtful, and are how a small hostile file pretends to be terabytes of data.
 *
 * <p>Kept as a bit per granule, 8 MiB of bits at most. Up to 32 GiB of file a granule is a sector and the answer exact;
 * beyond, an overlap of less than two granules (256 KiB at 2 TiB) goes unseen.
 */
public final class Claims {

    private static final long SMALLEST_GRANULE_BYTES = 512;
    private static final long MOST_GRANULES = 1L << 26;

    private final long granuleBytes;
    private final BitSet taken = new BitSet();

    public Claims(long fileBytes) {
        long granule = SMALLEST_GRANULE_BYTES;
        while (fileBytes / granule >= MOST_GRANULES) {
            granule *= 2;
        }
        this.granuleBytes = granule;
    }

    /** Takes {@code length} bytes at {@code start}, which lie in the file; false when some were taken before. */
    public boolean take(long start, long length) {
        int first = (int) ((start + granuleBytes - 1) / granuleBytes);
        int end = (int) ((start + length) / granuleBytes);
        if (first >= end) {
            return true;
        }
        int next = taken.nextSetBit(first);
        boolean free = next < 0 || next >= end;
        taken.set(first, end);
        return free;
    }
}
