package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;

/**
 * The fixed beginning of an image we write: header, first-level table, refcount table, each from a cluster boundary
 * on. The refcount table has room for the largest file that could become of the disk, so it never moves.
 */
record Qcow2Layout(int clusterBytes, int level1Entries, int level1Clusters, int refcountTableEntries) {

    /** qemu refuses refcount tables above 8 MiB (block/qcow2.h, QCOW_MAX_REFTABLE_SIZE). */
    private static final long REFCOUNT_TABLE_MOST_ENTRIES = (8 << 20) / Long.BYTES;

    static Qcow2Layout of(long diskBytes, Qcow2Options options) throws IOException {
        long clusterBytes = options.clusterBytes();
        long perTable = clusterBytes * (clusterBytes / Long.BYTES);
        long level1 = Math.max(1, up(diskBytes, perTable));
        if (level1 > Qcow2Format.L1_MOST_ENTRIES) {
            throw new IOException(
                    "a disk of %d bytes needs clusters larger than %d bytes".formatted(diskBytes, clusterBytes));
        }
        // Data once, half as much again for gaps in packing, the tables; blocks count for themselves.
        long clusters = up(diskBytes, clusterBytes) * 3 / 2 + 3 * level1 + 64;
        long blocks = up(clusters, clusterBytes / Short.BYTES) + 8;
        long tableClusters = up(Math.min(blocks, REFCOUNT_TABLE_MOST_ENTRIES) * Long.BYTES, clusterBytes);
        return new Qcow2Layout((int) clusterBytes, (int) level1, (int) up(level1 * Long.BYTES, clusterBytes), (int)
                (tableClusters * clusterBytes / Long.BYTES));
    }

    long level1Offset() {
        return clusterBytes;
    }

    long refcountTableOffset() {
        return (1L + level1Clusters) * clusterBytes;
    }

    int refcountTableClusters() {
        return refcountTableEntries / (clusterBytes / Long.BYTES);
    }

    long fixedClusters() {
        return 1L + level1Clusters + refcountTableClusters();
    }

    private static long up(long amount, long unit) {
        return amount / unit + (amount % unit == 0 ? 0 : 1);
    }
}
