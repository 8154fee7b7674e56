package org.p2vworkbench.disks.partclone;

import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** Limits to what headers may say of blocks, before anything is multiplied or allocated. */
final class BlockShape {

    private static final int SECTOR_BYTES = 512;
    /** As partclone itself allows since 0.3.4x. */
    private static final int MOST_BLOCK_BYTES = 64 << 20;
    /** 2 PiB of sectors: a bitmap of this many can be indexed in memory. */
    private static final long MOST_BLOCKS = 1L << 42;

    private static final String NEXT = "The image is damaged; copy it again from where it came from.";

    private BlockShape() {}

    /** The block size, when it and the count can be true. */
    static int checked(DiskAddress at, long blockBytes, long blocks) throws DiskFormatException {
        if (blockBytes < SECTOR_BYTES || blockBytes > MOST_BLOCK_BYTES || blockBytes % SECTOR_BYTES != 0) {
            throw new DiskFormatException(
                    at, "blocks of %d bytes; whole sectors up to 64 MiB can be true".formatted(blockBytes), NEXT);
        }
        if (blocks < 0 || blocks > MOST_BLOCKS || blocks > Long.MAX_VALUE / blockBytes) {
            throw new DiskFormatException(
                    at, "%d blocks of %d bytes are more than any disk".formatted(blocks, blockBytes), NEXT);
        }
        return (int) blockBytes;
    }

    /** Refuses a volume that does not fit into the place it was in. */
    static void requireFits(String source, long bytes, long mostBytes) throws DiskFormatException {
        if (bytes > mostBytes) {
            throw new DiskFormatException(
                    new DiskAddress(source, 0),
                    "holds a volume of %d bytes, and its place on the disk has %d".formatted(bytes, mostBytes),
                    "The partition table and this file do not belong together; look for the right ones.");
        }
    }
}
