package org.p2vworkbench.disks.raid.md;

/**
 * How an array lays out its data, in md's own numbers.
 *
 * @param level -1 linear, else as it is called
 * @param layout see {@link MdLayouts}
 * @param disks slots, filled or not
 * @param componentBytes used of each member; 0 where members are used as far as they go (linear, RAID 0)
 */
record MdGeometry(int level, long layout, long chunkBytes, int disks, long componentBytes) {

    static final int LINEAR = -1;

    boolean hasParity() {
        return level == 4 || level == 5 || level == 6;
    }

    boolean isRedundant() {
        return level == 1 || level == 10 || hasParity();
    }

    String inWords() {
        return "%s of %d members, chunks of %d KiB, layout %s"
                .formatted(level == LINEAR ? "linear" : "raid" + level, disks, chunkBytes >> 10, MdLayouts.label(this));
    }
}
