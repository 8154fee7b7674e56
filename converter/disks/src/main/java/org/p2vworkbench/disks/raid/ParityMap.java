package org.p2vworkbench.disks.raid;

/** The map of RAID 4, 5 and 6. */
final class ParityMap extends ChunkMap {

    final int members;
    final int dataCount;
    private final ParityLayout layout;
    private final Rotation rotation;

    ParityMap(int members, long chunkBytes, ParityLayout layout, Rotation rotation) {
        super(chunkBytes);
        // Linux grows RAID 5 from two members, and DDF lets RAID 6 have three.
        if (members <= layout.parityCount() || members > 255) {
            throw new IllegalArgumentException("%s over %d members".formatted(layout, members));
        }
        this.members = members;
        this.dataCount = layout.dataCount(members);
        this.layout = layout;
        this.rotation = rotation;
    }

    @Override
    int slotOf(long chunk) {
        return slotOfData(rowOf(chunk), (int) (chunk % dataCount));
    }

    @Override
    long rowOf(long chunk) {
        return chunk / dataCount;
    }

    @Override
    long firstChunkOf(long row) {
        return row * dataCount;
    }

    int slotOfData(long row, int k) {
        return layout.slotOfData(rotation.layoutRow(row), k, members);
    }

    int slotOfP(long row) {
        return layout.slotOfP(rotation.layoutRow(row), members);
    }

    int slotOfQ(long row) {
        return layout.slotOfQ(rotation.layoutRow(row), members);
    }

    int exponentOfData(long row, int k) {
        return layout.exponentOfData(rotation.layoutRow(row), k, members);
    }
}
