package org.p2vworkbench.disks.allocation.ext;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.Recent;

/**
 * The group descriptors: one after another behind the superblock, or, with meta_bg, a block of them in the first group
 * of those they describe. Read a block at a time.
 */
final class ExtGroups {

    /** 16384 groups of 64-byte descriptors in 4 KiB blocks; bitmaps are asked for in order anyway. */
    private static final int BLOCKS_KEPT = 16;

    private final BlockSource volume;
    private final ExtSuperblock superblock;
    private final ExtBackups backups;
    private final Recent<ExtGroup[]> blocks = new Recent<>(BLOCKS_KEPT);

    ExtGroups(BlockSource volume, ExtSuperblock superblock) {
        this.volume = volume;
        this.superblock = superblock;
        this.backups = new ExtBackups(superblock);
    }

    ExtGroup group(long group) throws IOException {
        long block = group / superblock.descriptorsPerBlock();
        return blocks.at(block, () -> read(block))[(int) (group % superblock.descriptorsPerBlock())];
    }

    private ExtGroup[] read(long descriptorBlock) throws IOException {
        Block in = Block.littleEndian(
                volume, backups.descriptorBlock(descriptorBlock) * superblock.blockBytes(), superblock.blockBytes());
        long first = descriptorBlock * superblock.descriptorsPerBlock();
        ExtGroup[] groups = new ExtGroup[(int) Math.min(superblock.descriptorsPerBlock(), superblock.groups() - first)];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = ExtGroup.parse(superblock, first + i, in, i * superblock.descriptorBytes());
            checkPlaces(groups[i]);
        }
        return groups;
    }

    private void checkPlaces(ExtGroup group) throws DiskFormatException {
        long last = superblock.blocks() - 1;
        if (outside(group.blockBitmap(), last)
                || outside(group.inodeBitmap(), last)
                || outside(group.inodeTable(), superblock.blocks() - superblock.inodeTableBlocks())) {
            throw new DiskFormatException(
                    group.at(),
                    "bitmaps at blocks %d and %d, inode table at block %d of a filesystem of %d blocks"
                            .formatted(
                                    group.blockBitmap(), group.inodeBitmap(), group.inodeTable(), superblock.blocks()),
                    "Run 'e2fsck -f' on the unmounted filesystem, or copy all its blocks.");
        }
    }

    private boolean outside(long block, long last) {
        return block <= superblock.firstDataBlock() || block > last;
    }
}
