package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The pages of directories and tables that were read last, shared by all extents of one disk: at most 1 MiB.
 *
 * <p>Direct-mapped and without locks: a page has one slot it may be in, and a thread that loses a race has read a page
 * twice. A page of 512 grains covers 32 MiB of disk, so a sequential reader misses once in 32 MiB.
 */
final class PageCache {

    private static final int SLOTS = 256;

    private final AtomicReferenceArray<Slot> slots = new AtomicReferenceArray<>(SLOTS);

    private record Slot(Object owner, long page, long[] entries) {}

    interface Loader {
        long[] load(long page) throws IOException;
    }

    /** The page, which nobody may change. */
    long[] get(Object owner, long page, Loader loader) throws IOException {
        int index = Math.floorMod(Long.hashCode(page) + 31 * System.identityHashCode(owner), SLOTS);
        Slot slot = slots.get(index);
        if (slot == null || slot.owner != owner || slot.page != page) {
            slot = new Slot(owner, page, loader.load(page));
            slots.set(index, slot);
        }
        return slot.entries;
    }
}
