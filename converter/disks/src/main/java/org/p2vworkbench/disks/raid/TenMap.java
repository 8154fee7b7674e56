package org.p2vworkbench.disks.raid;

import java.util.BitSet;

/** The map of md's RAID 10 (raid10.c, __raid10_find_phys): where each copy of a chunk lies. The first copy is the map. */
final class TenMap extends ChunkMap {

    private final int members;
    private final TenLayout layout;
    /** Rows from one far copy to the next. */
    private final long stride;

    TenMap(int members, long chunkBytes, TenLayout layout, long volumeBytes) {
        super(chunkBytes);
        if (members < 1 || layout.copies() > members) {
            throw new IllegalArgumentException("%d copies on %d members".formatted(layout.copies(), members));
        }
        this.members = members;
        this.layout = layout;
        this.stride = layout.offset() ? 1 : rows(volumeBytes, chunkBytes);
    }

    /** Rows one set of near copies takes; the far ones come behind. */
    private long rows(long volumeBytes, long chunkBytes) {
        long chunks = roundedUp(volumeBytes, chunkBytes);
        return roundedUp(Math.multiplyExact(chunks, layout.near()), members);
    }

    int copies() {
        return layout.copies();
    }

    int slotOf(long chunk, int copy) {
        return (int) ((nearPlace(chunk, copy) % members + (long) layout.near() * (copy / layout.near())) % members);
    }

    long rowOf(long chunk, int copy) {
        // The rows of an offset layout are spread apart to make room, and a near copy that wraps goes one row on.
        long row = chunk * layout.near() / members;
        long wrapped = nearPlace(chunk, copy) / members - row;
        return row * (layout.offset() ? layout.far() : 1) + wrapped + stride * (copy / layout.near());
    }

    private long nearPlace(long chunk, int copy) {
        return chunk * layout.near() + copy % layout.near();
    }

    @Override
    int slotOf(long chunk) {
        return slotOf(chunk, 0);
    }

    @Override
    long rowOf(long chunk) {
        return rowOf(chunk, 0);
    }

    @Override
    long firstChunkOf(long row) {
        long nearRow = layout.offset() ? roundedUp(row, (long) layout.far()) : row;
        return roundedUp(nearRow * members, (long) layout.near());
    }

    /** Rows a member has, all copies counted. */
    long memberRows(long volumeBytes) {
        long nearRows = rows(volumeBytes, chunkBytes);
        return Math.multiplyExact(nearRows, layout.far());
    }

    /** Whether every chunk has a copy on a member that is there; slots repeat after as many chunks as there are members. */
    boolean covers(BitSet missing) {
        for (int chunk = 0; chunk < members; chunk++) {
            int copy = 0;
            while (copy < copies() && missing.get(slotOf(chunk, copy))) {
                copy++;
            }
            if (copy == copies()) {
                return false;
            }
        }
        return true;
    }
}
