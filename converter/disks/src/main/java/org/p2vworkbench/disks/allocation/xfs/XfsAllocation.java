package org.p2vworkbench.disks.allocation.xfs;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.UnitMap;

/** The free space trees of an XFS, if its log ends with an unmount. */
public final class XfsAllocation {

    private XfsAllocation() {}

    public static Allocation of(BlockSource volume, String type) throws IOException {
        XfsSuperblock superblock = XfsSuperblock.read(volume);
        long used = superblock.blocks() - superblock.freeBlocks();
        if (superblock.logAt() == 0 || superblock.realtime()) {
            return Allocation.partial(
                    type,
                    superblock.blockBytes(),
                    superblock.blocks(),
                    used,
                    superblock.realtime()
                            ? "This XFS keeps files on a real-time device; what is in use is not told here alone."
                            : "This XFS keeps its log on another device; whether it is clean is not told here.");
        }
        if (superblock.unfinished() || !new XfsLog(volume, superblock).endsWithUnmount()) {
            return Allocation.unclean(
                    type,
                    superblock.blockBytes(),
                    superblock.blocks(),
                    used,
                    superblock.unfinished()
                            ? "This XFS is being made, grown or must be repaired (xfs_repair)."
                            : "This XFS is mounted, or was not unmounted cleanly: its log must be replayed.");
        }
        XfsFreeSpace free = new XfsFreeSpace(volume, superblock);
        free.checkCounts();
        return Allocation.mapped(type, superblock.blockBytes(), superblock.blocks(), used, new UnitMap(volume, free));
    }
}
