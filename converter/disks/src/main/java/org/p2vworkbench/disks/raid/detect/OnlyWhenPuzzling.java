package org.p2vworkbench.disks.raid.detect;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * Inference for machines whose disks may well be disks of their own: it is asked only when one of them shows neither a
 * partition table nor a filesystem, which is what most members of a controller's set look like.
 */
final class OnlyWhenPuzzling implements RaidFormat {

    private final RaidFormat inference;

    OnlyWhenPuzzling(RaidFormat inference) {
        this.inference = inference;
    }

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        for (RaidDisk disk : disks) {
            if (puzzles(disk)) {
                return inference.find(disks);
            }
        }
        return List.of();
    }

    private static boolean puzzles(RaidDisk disk) throws IOException {
        try {
            return PartitionTable.of(disk.bytes()).kind() == PartitionTable.Kind.NONE
                    && FilesystemSignature.of(disk.bytes()).isEmpty();
        } catch (DiskFormatException damaged) {
            return true;
        }
    }
}
