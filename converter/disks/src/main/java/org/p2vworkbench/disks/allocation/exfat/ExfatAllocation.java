package org.p2vworkbench.disks.allocation.exfat;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.BitmapFile;
import org.p2vworkbench.disks.allocation.FileRuns;
import org.p2vworkbench.disks.allocation.UnitMap;

/** The allocation bitmap of an exFAT, if nobody was writing to it. Counts in sectors, as partclone does. */
public final class ExfatAllocation {

    private static final String CHECK = "Check the filesystem (chkdsk, fsck.exfat), or copy all its blocks.";
    private static final int ENTRY_BYTES = 32;
    private static final int BITMAP_ENTRY = 0x81;
    /** The bitmap's entry is among the first; Windows and mkfs write label, bitmap and upcase table in that order. */
    private static final int SEARCHED_BYTES = 1 << 20;

    /**
     * partclone counts the last two clusters as in use whatever they are, because its library takes the highest cluster
     * number for how many there are. For two clusters more in a copy, the counts are the same.
     */
    private static final int NEVER_FREE = 2;

    private ExfatAllocation() {}

    public static Allocation of(BlockSource volume, String type) throws IOException {
        ExfatBootSector boot = ExfatBootSector.read(volume);
        ExfatChains chains = new ExfatChains(volume, boot);
        FileRuns bitmap = bitmap(volume, boot, chains);
        long told = Math.max(0, boot.clusters() - NEVER_FREE);
        BitmapFile units = new BitmapFile(bitmap, boot.heapAt(), boot.clusterBytes(), told);
        long free = told - units.countUsed();
        long used = boot.sectors() - free * (boot.clusterBytes() / boot.sectorBytes());
        units.requireUsed(boot.heapAt() + (boot.rootCluster() - 2) * boot.clusterBytes(), 1);
        for (FileRuns.Run run : bitmap.runs()) {
            units.requireUsed(run.at(), run.length());
        }
        if (boot.dirty()) {
            return Allocation.unclean(
                    type,
                    boot.sectorBytes(),
                    boot.sectors(),
                    used,
                    "This exFAT is mounted, or was not unmounted cleanly: it must be checked (chkdsk, fsck.exfat).");
        }
        return Allocation.mapped(type, boot.sectorBytes(), boot.sectors(), used, new UnitMap(volume, units));
    }

    /** The bitmap of the table in force (exFAT specification, section 7.1). */
    private static FileRuns bitmap(BlockSource volume, ExfatBootSector boot, ExfatChains chains) throws IOException {
        FileRuns root = chains.file("root folder", boot.rootCluster(), SEARCHED_BYTES);
        for (long at = 0; at <= root.size() - ENTRY_BYTES; at += ENTRY_BYTES) {
            Block entry = Block.littleEndian(root, at, ENTRY_BYTES);
            int entryType = entry.u8(0, "EntryType");
            if (entryType == 0) {
                break;
            }
            if (entryType == BITMAP_ENTRY && (entry.u8(1, "BitmapFlags") & 1) == boot.activeTable()) {
                long bytes = entry.size(24, "DataLength");
                if (bytes < (boot.clusters() + Byte.SIZE - 1) / Byte.SIZE || bytes > volume.size()) {
                    throw entry.damaged(
                            24, "a bitmap of %d bytes for %d clusters".formatted(bytes, boot.clusters()), CHECK);
                }
                return chains.file("allocation bitmap", entry.u32(20, "FirstCluster"), bytes);
            }
        }
        throw new DiskFormatException(
                new DiskAddress(volume.name(), boot.heapAt() + (boot.rootCluster() - 2) * boot.clusterBytes()),
                "the root folder has no allocation bitmap",
                CHECK);
    }
}
