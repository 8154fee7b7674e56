package org.p2vworkbench.disks.partition;

import java.io.IOException;
import java.util.Arrays;
import org.p2vworkbench.disks.MemorySource;

/** Fuzz target: whatever a disk holds, reading its table ends in a table or an {@link IOException}. */
public final class PartitionTableFuzz {

    private static final int MOST_BYTES = 1 << 16;

    private PartitionTableFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        MemorySource disk = new MemorySource("fuzz", Arrays.copyOf(data, Math.min(data.length, MOST_BYTES)));
        try {
            PartitionTable table = PartitionTable.of(disk);
            for (Partition partition : table.partitions()) {
                partition.in(disk).size();
            }
            PartedListing.of(disk, table, "/dev/sda", partition -> "");
            GptBackup.of(disk, table);
            SfdiskScript.of(disk, table, "/dev/sda");
        } catch (IOException expected) {
            // What a hostile disk may end in.
        }
    }
}
