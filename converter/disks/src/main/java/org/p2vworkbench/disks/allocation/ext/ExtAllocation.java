package org.p2vworkbench.disks.allocation.ext;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.UnitMap;

/** The block bitmaps of an ext filesystem, if it was unmounted cleanly and they agree with its counts. */
public final class ExtAllocation {

    private ExtAllocation() {}

    public static Allocation of(BlockSource volume, String type) throws IOException {
        ExtSuperblock superblock = ExtSuperblock.read(volume);
        String unclean = superblock.unclean();
        if (!unclean.isEmpty()) {
            return Allocation.unclean(
                    type,
                    superblock.blockBytes(),
                    superblock.blocks(),
                    superblock.blocks() - superblock.freeBlocks(),
                    "This %s %s.".formatted(type, unclean));
        }
        ExtBitmaps bitmaps = new ExtBitmaps(volume, superblock);
        long freeClusters = bitmaps.units() - bitmaps.countUsed();
        if (freeClusters * superblock.blocksPerCluster() != superblock.freeBlocks()) {
            throw new DiskFormatException(
                    superblock.at(),
                    "%d blocks are free by the superblock, %d by the bitmaps"
                            .formatted(superblock.freeBlocks(), freeClusters * superblock.blocksPerCluster()),
                    "Run 'e2fsck -f' on the unmounted filesystem, or copy all its blocks.");
        }
        return Allocation.mapped(
                type,
                superblock.blockBytes(),
                superblock.blocks(),
                superblock.blocks() - superblock.freeBlocks(),
                new UnitMap(volume, bitmaps));
    }
}
