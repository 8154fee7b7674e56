package org.p2vworkbench.disks.layers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.p2vworkbench.disks.allocation.AllocationMap;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/**
 * Which bytes of a partitioned disk are in use: what its partitions say of themselves, and of the gaps what may hold
 * something all the same.
 *
 * <p>Boot loaders live between the table and the first partition (GRUB's core image, up to 1 MiB); the disk's last MiB
 * holds the backup GPT, the database of dynamic disks or a controller's metadata. Gaps inside an extended partition hold
 * the links of its chain, anywhere. Other gaps are nobody's.
 */
final class TableMap {

    private static final long EDGE_BYTES = 1 << 20;

    private TableMap() {}

    /** @param known maps of partitions, from the partition's first byte; the others are in use wholly */
    static AllocationMap of(PartitionTable table, List<PatchedMap.Patch> known, long diskBytes) {
        List<PatchedMap.Patch> patches = new ArrayList<>(known);
        long free = EDGE_BYTES;
        for (Partition partition : byStart(table)) {
            addGap(patches, free, Math.min(partition.startBytes(), diskBytes - EDGE_BYTES));
            free = Math.max(free, partition.endBytes());
        }
        addGap(patches, free, diskBytes - EDGE_BYTES);
        return new PatchedMap(patches);
    }

    private static void addGap(List<PatchedMap.Patch> patches, long from, long to) {
        if (to > from) {
            patches.add(PatchedMap.Patch.unused(from, to));
        }
    }

    private static List<Partition> byStart(PartitionTable table) {
        return table.partitions().stream()
                .sorted(Comparator.comparingLong(Partition::startBytes))
                .toList();
    }
}
