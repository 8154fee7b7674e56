package org.p2vworkbench.disks.allocation.fat;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.UnitMap;

/** The file allocation table of a FAT volume, if nobody was writing to it. Counts in sectors, as partclone does. */
public final class FatAllocation {

    /** The low byte of entry 0 is the media descriptor: 0xf0 or 0xf8 to 0xff. */
    private static final long LEAST_MEDIA = 0xf0;

    private FatAllocation() {}

    public static Allocation of(BlockSource volume, String type) throws IOException {
        FatBootSector boot = FatBootSector.read(volume);
        FatTable table = new FatTable(volume, boot);
        if ((table.entry(0) & 0xff) < LEAST_MEDIA) {
            throw damaged(volume, boot, "the table does not start with a media byte but with 0x%x", table.entry(0));
        }
        long used = boot.sectors() - (table.units() - table.countUsed()) * boot.sectorsPerCluster();
        if (boot.rootCluster() != 0 && !table.uses(boot.rootCluster())) {
            throw damaged(volume, boot, "the root folder's cluster %d is free", boot.rootCluster());
        }
        String unclean = unclean(boot, table);
        return unclean.isEmpty()
                ? Allocation.mapped(type, boot.sectorBytes(), boot.sectors(), used, new UnitMap(volume, table))
                : Allocation.unclean(type, boot.sectorBytes(), boot.sectors(), used, unclean);
    }

    /** FAT12 has no room for marks in its table. Windows NT and Linux also mark the boot sector. */
    private static String unclean(FatBootSector boot, FatTable table) throws IOException {
        long marks = table.entry(1);
        boolean dirty = boot.dirty()
                || boot.bits() == 16 && (marks & 0x8000) == 0
                || boot.bits() == 32 && (marks & 0x0800_0000) == 0;
        boolean errors = boot.bits() == 16 && (marks & 0x4000) == 0 || boot.bits() == 32 && (marks & 0x0400_0000) == 0;
        if (dirty) {
            return "This FAT volume is mounted, or was not unmounted cleanly: it must be checked (chkdsk, fsck.fat).";
        }
        return errors ? "Disk errors were met on this FAT volume: it must be checked (chkdsk, fsck.fat)." : "";
    }

    private static DiskFormatException damaged(BlockSource volume, FatBootSector boot, String what, long value) {
        return new DiskFormatException(
                new DiskAddress(volume.name(), boot.tableAt()),
                what.formatted(value),
                "Check the filesystem (chkdsk, fsck.fat), or copy all its blocks.");
    }
}
