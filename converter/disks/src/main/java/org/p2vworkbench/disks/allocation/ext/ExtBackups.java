package org.p2vworkbench.disks.allocation.ext;

/**
 * Where superblocks and group descriptors lie, the first ones and their copies (e2fsprogs lib/ext2fs/closefs.c,
 * ext2fs_super_and_bgd_loc2).
 */
final class ExtBackups {

    private final ExtSuperblock superblock;
    private final long descriptorBlocks;

    ExtBackups(ExtSuperblock superblock) {
        this.superblock = superblock;
        this.descriptorBlocks =
                (superblock.groups() + superblock.descriptorsPerBlock() - 1) / superblock.descriptorsPerBlock();
    }

    /** The block with the {@code index}th block of descriptors. */
    long descriptorBlock(long index) {
        if (index < superblock.firstMetaGroup()) {
            return superblockOf(0) + 1 + index;
        }
        long group = index * superblock.descriptorsPerBlock();
        return superblockOf(group) + (hasSuperblock(group) ? 1 : 0);
    }

    /** Blocks at the start of a group that hold a superblock and descriptors, or are kept free for them. */
    long blocksOf(long group) {
        long superblocks = hasSuperblock(group) ? superblockOf(group) - superblock.firstBlockOf(group) + 1 : 0;
        long meta = group / superblock.descriptorsPerBlock();
        if (meta >= superblock.firstMetaGroup()) {
            long within = group % superblock.descriptorsPerBlock();
            boolean copy = within == 0 || within == 1 || within == superblock.descriptorsPerBlock() - 1;
            return superblocks + (copy ? 1 : 0);
        }
        if (superblocks == 0) {
            return 0;
        }
        return superblocks
                + Math.min(descriptorBlocks, superblock.firstMetaGroup())
                + superblock.reservedDescriptorBlocks();
    }

    /** The superblock is at byte 1024; with blocks of 1 KiB counted from 0 (bigalloc) that is block 1 of group 0. */
    private long superblockOf(long group) {
        long first = superblock.firstBlockOf(group);
        return first == 0 && superblock.blockBytes() == 1024 ? 1 : first;
    }

    private boolean hasSuperblock(long group) {
        if (group == 0) {
            return true;
        }
        if (superblock.features().sparseSuper2()) {
            return group == superblock.backups()[0] || group == superblock.backups()[1];
        }
        return !superblock.features().sparseSuper()
                || group == 1
                || isPowerOf(3, group)
                || isPowerOf(5, group)
                || isPowerOf(7, group);
    }

    private static boolean isPowerOf(int base, long value) {
        long rest = value;
        while (rest > 1 && rest % base == 0) {
            rest /= base;
        }
        return rest == 1;
    }
}
