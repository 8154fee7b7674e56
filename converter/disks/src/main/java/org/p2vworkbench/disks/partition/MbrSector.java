package org.p2vworkbench.disks.partition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Structure;

/**
 * A sector with four partition entries: the master boot record, or one link of the chain of logical partitions
 * (UEFI 2.10, section 5.2.1). All integers little-endian.
 */
record MbrSector(long diskSignature, List<MbrEntry> entries, int mark, Structure structure) {

    static final int SIZE = 512;
    private static final int DISK_SIGNATURE_AT = 440;
    private static final int ENTRIES_AT = 446;
    private static final int ENTRIES = 4;
    private static final int MARK_AT = 510;
    private static final int MARK = 0xaa55;

    static MbrSector read(BlockSource disk, long offset) throws IOException {
        Block sector = Block.littleEndian(disk, offset, SIZE);
        long diskSignature = sector.u32(DISK_SIGNATURE_AT, "diskSignature");
        List<MbrEntry> entries = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            entries.add(MbrEntry.parse(sector, ENTRIES_AT + i * MbrEntry.SIZE, "partition[%d]".formatted(i)));
        }
        int mark = sector.u16(MARK_AT, "signature");
        return new MbrSector(diskSignature, List.copyOf(entries), mark, sector.structure("MBR"));
    }

    boolean isSigned() {
        return mark == MARK;
    }

    boolean flagsAreValid() {
        return entries.stream().allMatch(MbrEntry::flagsAreValid);
    }

    List<MbrEntry> used() {
        return entries.stream().filter(MbrEntry::isUsed).toList();
    }

    boolean isProtective() {
        return used().stream().anyMatch(entry -> entry.type() == MbrEntry.PROTECTIVE);
    }

    /** Protective, and yet with real entries: written for a Mac that also boots a BIOS system. */
    boolean isHybrid() {
        return isProtective() && used().stream().anyMatch(entry -> entry.type() != MbrEntry.PROTECTIVE);
    }
}
