package org.p2vworkbench.disks.layers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/**
 * Something that may have a partition table: a disk, the volume of a set, a logical volume.
 *
 * @param table empty when it is damaged, and then {@code damage} says how
 */
record Owner(String name, BlockSource bytes, Optional<PartitionTable> table, String damage, List<Part> parts) {

    /** MBR and GPT types of what dynamic disks are made of (Microsoft, "Dynamic disk storage"). */
    private static final Set<String> DYNAMIC =
            Set.of("0x42", "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3", "af9b60a0-1431-4f62-bc68-3311714a69ad");

    /** A partition, and its bytes as far as the disk has them. */
    record Part(Partition partition, Optional<BlockSource> bytes) {}

    static Owner of(String name, BlockSource bytes) throws IOException {
        try {
            PartitionTable table = PartitionTable.of(bytes);
            List<Part> parts = new ArrayList<>();
            for (Partition partition : table.partitions()) {
                // One that starts behind the end of the disk is among the findings of the table.
                boolean there = !partition.container() && partition.startBytes() <= bytes.size();
                parts.add(new Part(partition, there ? Optional.of(partition.in(bytes)) : Optional.empty()));
            }
            return new Owner(name, bytes, Optional.of(table), "", parts);
        } catch (DiskFormatException damaged) {
            return new Owner(name, bytes, Optional.empty(), damaged.getMessage() + " " + damaged.next(), List.of());
        }
    }

    boolean partitioned() {
        return table.isPresent() && table.get().kind() != PartitionTable.Kind.NONE;
    }

    /** What a volume manager may have taken for itself. */
    List<BlockSource> candidates() {
        List<BlockSource> candidates = new ArrayList<>();
        boolean dynamic = parts.stream()
                .anyMatch(part -> DYNAMIC.contains(part.partition().type()));
        if (table.isPresent() && (!partitioned() || dynamic)) {
            candidates.add(bytes);
        }
        parts.forEach(part -> part.bytes().ifPresent(candidates::add));
        return candidates;
    }
}
