package org.p2vworkbench.disks.layers;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.allocation.AllocationMap;

/**
 * The map of something that is made of parts which have maps of their own: a disk of partitions. What no part covers is
 * in use.
 */
final class PatchedMap implements AllocationMap {

    private final List<Patch> patches;

    /** @param patches those that overlap another are left out: what one does not use, the other may */
    PatchedMap(List<Patch> patches) {
        this.patches = patches.stream()
                .filter(patch -> patches.stream().noneMatch(patch::overlaps))
                .sorted(Comparator.comparingLong(Patch::offset))
                .toList();
    }

    /** A part, and its map as told from the part's first byte. */
    record Patch(long offset, long length, AllocationMap map) {

        /** Nothing of it is in use. */
        static Patch unused(long from, long to) {
            return new Patch(from, to - from, Extents::allZero);
        }

        long end() {
            return offset + length;
        }

        private boolean overlaps(Patch other) {
            return this != other && offset < other.end() && other.offset < end();
        }
    }

    @Override
    public Extents used(long from, long to) throws IOException {
        Extents.Builder runs = new Extents.Builder(from);
        for (Patch patch : patches) {
            long start = Math.max(runs.end(), patch.offset());
            long end = Math.min(to, patch.end());
            if (start < end) {
                runs.add(start - runs.end(), Extent.Kind.DATA);
                runs.addAll(patch.map().used(start - patch.offset(), end - patch.offset()));
            }
        }
        return runs.add(to - runs.end(), Extent.Kind.DATA).build();
    }
}
