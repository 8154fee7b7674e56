package org.p2vworkbench.disks.raid.detect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.raid.ddf.DdfFormat;
import org.p2vworkbench.disks.raid.imsm.ImsmFormat;
import org.p2vworkbench.disks.raid.md.MdSuperblock;
import org.p2vworkbench.disks.raid.set.RaidDisk;

/** The RAID metadata of a disk field by field, for people who want to see for themselves: md, DDF and Intel's. */
public final class RaidStructures {

    private RaidStructures() {}

    /** Of the disk, and of md in its partitions. */
    public static List<Structure> on(RaidDisk disk) throws IOException {
        List<Structure> structures = new ArrayList<>(md(disk.bytes()));
        structures.addAll(DdfFormat.structures(disk));
        structures.addAll(ImsmFormat.structures(disk));
        try {
            for (Partition partition : PartitionTable.of(disk.bytes()).partitions()) {
                if (!partition.container()
                        && partition.endBytes() <= disk.bytes().size()) {
                    structures.addAll(md(partition.in(disk.bytes())));
                }
            }
        } catch (DiskFormatException damaged) {
            // The tree tells of the damaged table; there are no partitions to look at.
            return structures;
        }
        return structures;
    }

    private static List<Structure> md(BlockSource device) throws IOException {
        return MdSuperblock.on(device).stream().map(MdSuperblock::structure).toList();
    }
}
