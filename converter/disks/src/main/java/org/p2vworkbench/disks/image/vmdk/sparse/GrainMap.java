package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import org.p2vworkbench.disks.DiskFormatException;

/** Where the grains of an extent are, page by page. */
interface GrainMap {

    /** Never written: what lies beneath shows through. */
    long UNALLOCATED = -1;

    /** Reads as zeros, whatever lies beneath. */
    long ZERO = -2;

    /** An entry that cannot be true. */
    long DAMAGED = -3;

    /**
     * For each grain of the page its place in the file in bytes, or one of the values above. The array is shared and
     * must not be changed; {@link #untouched} is always the same one.
     */
    long[] page(long page) throws IOException;

    /** The page without any grain. */
    long[] untouched();

    /**
     * The first page from {@code page} to {@code end} that may have a grain, as far as can be told without looking at
     * each: a hint to pass over many empty tables at once.
     */
    long emptyUntil(long page, long end) throws IOException;

    /** What is wrong with a damaged entry. */
    DiskFormatException damage(long page, int entry) throws IOException;
}
