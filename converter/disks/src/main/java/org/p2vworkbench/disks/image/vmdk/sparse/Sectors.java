package org.p2vworkbench.disks.image.vmdk.sparse;

import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/** Sizes and places, which every VMDK header counts in sectors of 512 bytes. */
final class Sectors {

    static final int BYTES = 512;

    /** An exbibyte: above every real disk, and far enough below 2^63 that sums of two places do not overflow. */
    private static final long MOST = (1L << 60) / BYTES;

    private Sectors() {}

    /** A 64-bit field in sectors, as bytes. */
    static long bytes64(Block header, int at, String name) throws DiskFormatException {
        long sectors = header.size(at, name);
        if (sectors > MOST) {
            throw header.damaged(
                    at,
                    "%s is 0x%x sectors, larger than any disk".formatted(name, sectors),
                    "The header is damaged; copy the image again from where it came from.");
        }
        return sectors * BYTES;
    }

    /** A 32-bit field in sectors, as bytes. */
    static long bytes32(Block header, int at, String name) {
        return header.u32(at, name) * BYTES;
    }
}
