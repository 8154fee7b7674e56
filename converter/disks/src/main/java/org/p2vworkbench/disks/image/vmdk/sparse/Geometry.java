package org.p2vworkbench.disks.image.vmdk.sparse;

import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * How an extent is divided: into grains of a power of two bytes, and into pages of at most 512 grains.
 *
 * <p>A page is what is held in memory of a grain table: the whole table of a hosted extent (512 entries), an eighth of
 * an ESX one (4096 entries). Small pages bound the memory of a cache whatever the tables of an image are.
 */
record Geometry(long sizeBytes, int grainShift, int entriesPerTable) {

    private static final int LONGEST_PAGE = 512;

    /** QEMU's limit; anything near it is no disk. */
    private static final long LARGEST_GRAIN = 1L << 30;

    /** Checks the grain size found at {@code at} in {@code header}. */
    static Geometry of(Block header, int at, long sizeBytes, long grainBytes, long smallestGrain, int entriesPerTable)
            throws DiskFormatException {
        if (Long.bitCount(grainBytes) != 1 || grainBytes < smallestGrain || grainBytes > LARGEST_GRAIN) {
            throw header.damaged(
                    at,
                    "the grain size is %d bytes, expected a power of two from %d to %d"
                            .formatted(grainBytes, smallestGrain, LARGEST_GRAIN),
                    "The header is damaged; copy the image again from where it came from.");
        }
        return new Geometry(sizeBytes, Long.numberOfTrailingZeros(grainBytes), entriesPerTable);
    }

    long grainBytes() {
        return 1L << grainShift;
    }

    long tableCount() {
        long grains = ceilDiv(sizeBytes, grainBytes());
        return ceilDiv(grains, entriesPerTable);
    }

    /** Table lengths are at most 512, or a multiple of it. */
    int entriesPerPage() {
        return Math.min(entriesPerTable, LONGEST_PAGE);
    }

    int pagesPerTable() {
        return entriesPerTable / entriesPerPage();
    }

    long pageBytes() {
        return (long) entriesPerPage() << grainShift;
    }

    long firstGrain(long page) {
        return page * entriesPerPage();
    }

    /** How much of a grain lies within the disk; not positive for a table's entries past the end. */
    long grainLength(long grain) {
        return Math.min(grainBytes(), sizeBytes - (grain << grainShift));
    }

    private static long ceilDiv(long value, long by) {
        return value / by + (value % by == 0 ? 0 : 1);
    }
}
