package org.p2vworkbench.disks.partition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;

/**
 * The partition table of a disk, read and nothing else.
 *
 * <p>Sector 0 decides. A signed sector 0 with a protective entry means GPT (UEFI 2.10, section 5.2.3), without one it
 * means MBR even where a GPT header is left over from earlier. FAT, exFAT and NTFS boot sectors carry the same
 * signature, so a disk that holds one of those from sector 0 on has no table (a superfloppy).
 *
 * @param sectorBytes the unit the table counts in
 * @param id the disk's identifier as blkid prints it (PTUUID); empty where the format has none
 * @param findings what an operator should know, a sentence each
 */
public record PartitionTable(Kind kind, int sectorBytes, String id, List<Partition> partitions, List<String> findings) {

    /** Which format. */
    public enum Kind {
        NONE,
        MBR,
        GPT,
        BSD
    }

    public PartitionTable {
        partitions = List.copyOf(partitions);
        findings = List.copyOf(findings);
    }

    /** The table of a disk whose sector size is not known: found from the table where it tells, 512 bytes elsewhere. */
    public static PartitionTable of(BlockSource disk) throws IOException {
        return TableSearch.on(disk, SectorSize.of(disk));
    }

    /** The table of a disk with sectors of {@code sectorBytes}, 512 or 4096. */
    public static PartitionTable of(BlockSource disk, int sectorBytes) throws IOException {
        return TableSearch.on(disk, sectorBytes);
    }

    static PartitionTable none(int sectorBytes) {
        return new PartitionTable(Kind.NONE, sectorBytes, "", List.of(), List.of());
    }

    /** The same table with a finding for each partition that does not lie wholly on the disk. */
    PartitionTable checkedAgainst(BlockSource disk) {
        List<String> more = new ArrayList<>(findings);
        for (Partition partition : partitions) {
            if (partition.endBytes() > disk.size()) {
                more.add("Partition %d ends at 0x%x, the disk at 0x%x: the disk is cut short or its table is wrong."
                        .formatted(partition.number(), partition.endBytes(), disk.size()));
            }
        }
        return new PartitionTable(kind, sectorBytes, id, partitions, more);
    }
}
