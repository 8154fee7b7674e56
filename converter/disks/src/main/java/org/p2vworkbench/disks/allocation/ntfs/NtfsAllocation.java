package org.p2vworkbench.disks.allocation.ntfs;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.BitmapFile;
import org.p2vworkbench.disks.allocation.FileRuns;
import org.p2vworkbench.disks.allocation.UnitMap;

/**
 * The $Bitmap of an NTFS, if Windows has put it away: not marked dirty, its log closed, no hibernated Windows on it. The
 * copy of the boot sector lies behind the last cluster, where all is in use.
 */
public final class NtfsAllocation {

    private static final int VOLUME_RECORD = 3;
    private static final int BITMAP_RECORD = 6;
    private static final int VOLUME_INFORMATION = 0x70;
    private static final int FLAGS_AT = 10;
    private static final int VOLUME_IS_DIRTY = 0x1;
    private static final int CHKDSK_UNDERWAY = 0x4000;
    /** $Boot: the boot sector and the loader's first stage. */
    private static final long BOOT_BYTES = 8192;

    private NtfsAllocation() {}

    public static Allocation of(BlockSource volume, String type) throws IOException {
        NtfsBootSector boot = NtfsBootSector.read(volume);
        NtfsFiles files = NtfsFiles.open(volume, boot);
        FileRuns bitmap = files.runs(BITMAP_RECORD, NtfsAttribute.DATA, "");
        BitmapFile clusters = new BitmapFile(bitmap, 0, boot.clusterBytes(), boot.clusters());
        long used = clusters.countUsed();
        clusters.requireUsed(0, BOOT_BYTES);
        requireUsed(clusters, files.mft());
        requireUsed(clusters, bitmap);
        String unclean = unclean(files);
        return unclean.isEmpty()
                ? Allocation.mapped(type, boot.clusterBytes(), boot.clusters(), used, new UnitMap(volume, clusters))
                : Allocation.unclean(type, boot.clusterBytes(), boot.clusters(), used, unclean);
    }

    private static void requireUsed(BitmapFile clusters, FileRuns table) throws IOException {
        for (FileRuns.Run run : table.runs()) {
            clusters.requireUsed(run.at(), run.length());
        }
    }

    private static String unclean(NtfsFiles files) throws IOException {
        BlockSource information = files.attribute(VOLUME_RECORD, VOLUME_INFORMATION, "");
        int flags = Block.littleEndian(information, FLAGS_AT, 2).u16(0, "volume flags");
        if ((flags & (VOLUME_IS_DIRTY | CHKDSK_UNDERWAY)) != 0) {
            return "This NTFS is marked dirty: let Windows check it (chkdsk /f) and shut it down.";
        }
        if (NtfsHibernation.isOn(files)) {
            return "Windows is hibernated or was shut down for a fast start: start it and run 'shutdown /s /f /t 0'.";
        }
        return NtfsLog.isClosed(files)
                ? ""
                : "The log of this NTFS is not closed: it is in use or was not unmounted; start Windows and shut it down.";
    }
}
