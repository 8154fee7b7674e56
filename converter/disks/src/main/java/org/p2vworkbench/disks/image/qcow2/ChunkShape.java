package org.p2vworkbench.disks.image.qcow2;

/**
 * How the clusters of one write are stored, before they have a place: all the allocator needs, and all that a resumed
 * run must know to place them again where they are.
 *
 * @param firstCluster guest cluster of the first
 * @param stored per cluster {@link #ABSENT}, {@link #WHOLE}, or the bytes of its compressed form
 */
record ChunkShape(long firstCluster, int[] stored) {

    /** Reads as zeros; takes no place. */
    static final int ABSENT = 0;

    /** Stored as it is, in a cluster of its own. */
    static final int WHOLE = -1;

    int wholeClusters() {
        int count = 0;
        for (int one : stored) {
            count += one == WHOLE ? 1 : 0;
        }
        return count;
    }

    long packedBytes() {
        long sum = 0;
        for (int one : stored) {
            sum += Math.max(one, 0);
        }
        return sum;
    }
}
