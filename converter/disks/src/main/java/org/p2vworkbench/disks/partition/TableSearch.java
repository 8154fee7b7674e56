package org.p2vworkbench.disks.partition;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;

/** Which table a disk has, by the rule told at {@link PartitionTable}. */
final class TableSearch {

    private TableSearch() {}

    static PartitionTable on(BlockSource disk, int sectorBytes) throws IOException {
        if (sectorBytes != 512 && sectorBytes != 4096) {
            throw new IllegalArgumentException("sectors of " + sectorBytes + " bytes");
        }
        if (disk.size() < MbrSector.SIZE) {
            return PartitionTable.none(sectorBytes);
        }
        MbrSector first = MbrSector.read(disk, 0);
        PartitionTable table = first.isSigned() && first.flagsAreValid()
                ? signed(disk, sectorBytes, first)
                : unsigned(disk, sectorBytes);
        return table.checkedAgainst(disk);
    }

    private static PartitionTable signed(BlockSource disk, int sectorBytes, MbrSector first) throws IOException {
        Optional<FilesystemSignature> whole = FilesystemSignature.of(disk);
        if (whole.filter(FilesystemSignature::startsWithBootSector).isPresent()) {
            return PartitionTable.none(sectorBytes);
        }
        if (first.isProtective()) {
            return GptReader.read(disk, sectorBytes, first);
        }
        if (first.used().isEmpty()) {
            Optional<PartitionTable> bsd = BsdDisklabel.wholeDisk(disk, sectorBytes);
            if (bsd.isPresent() || whole.isPresent()) {
                return bsd.orElse(PartitionTable.none(sectorBytes));
            }
        }
        return MbrReader.read(disk, sectorBytes, first);
    }

    /** Nothing wrote an MBR here. A GPT may have lost it; under a filesystem, a GPT is a leftover. */
    private static PartitionTable unsigned(BlockSource disk, int sectorBytes) throws IOException {
        if (FilesystemSignature.of(disk).isPresent()) {
            return PartitionTable.none(sectorBytes);
        }
        Optional<PartitionTable> bsd = BsdDisklabel.wholeDisk(disk, sectorBytes);
        if (bsd.isPresent()) {
            return bsd.get();
        }
        return GptReader.withoutProtectiveMbr(disk, sectorBytes).orElse(PartitionTable.none(sectorBytes));
    }
}
