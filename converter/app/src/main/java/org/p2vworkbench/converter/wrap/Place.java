package org.p2vworkbench.converter.wrap;

import java.util.ArrayList;
import java.util.List;

/** Where a part of a disk lies. Partitions begin at whole megabytes, as every partitioning tool has them now. */
record Place(WrappedPart part, long start) {

    static final long ALIGNMENT = 1 << 20;
    static final int SECTOR_BYTES = 512;

    /** The first megabyte is for the table and the boot loader. */
    static List<Place> inOrder(List<WrappedPart> parts) {
        List<Place> places = new ArrayList<>();
        long start = ALIGNMENT;
        for (WrappedPart part : parts) {
            places.add(new Place(part, start));
            start = Math.addExact(start, aligned(part.image().size()));
        }
        return places;
    }

    long end() {
        return start + part.image().size();
    }

    long startLba() {
        return start / SECTOR_BYTES;
    }

    /** The last sector may have less of the filesystem than it holds. */
    long sectors() {
        return (part.image().size() + SECTOR_BYTES - 1) / SECTOR_BYTES;
    }

    static long aligned(long bytes) {
        return Math.multiplyExact(Math.addExact(bytes, ALIGNMENT - 1) / ALIGNMENT, ALIGNMENT);
    }
}
