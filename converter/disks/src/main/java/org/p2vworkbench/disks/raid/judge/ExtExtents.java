package org.p2vworkbench.disks.raid.judge;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;

/** Finds the last block of a file: extents (ext4 documentation, "Extent Tree") and the block lists before them. */
final class ExtExtents {

    private static final int DIRECT = 12;
    private static final int DEEPEST = 5;

    private final BlockSource volume;
    private final ExtSuperblock superblock;
    private final Survey survey;

    ExtExtents(BlockSource volume, ExtSuperblock superblock, Survey survey) {
        this.volume = volume;
        this.superblock = superblock;
        this.survey = survey;
    }

    /** The physical block of an extent, or of an index entry that is as wide. */
    static long block(Window window, int extent) {
        return window.u32(extent + 8) | (long) window.u16(extent + 6) << 32;
    }

    /** The block that holds the file's last byte; 0 when it is a hole, or not found. */
    long lastBlock(ExtInode inode) throws IOException {
        long index = (inode.size() - 1) / superblock.blockBytes();
        return inode.hasExtents()
                ? throughExtents(inode.window(), inode.at() + 40, index)
                : throughList(inode.window(), inode.at() + 40, index);
    }

    private long throughExtents(Window start, int startAt, long index) throws IOException {
        Window node = start;
        int header = startAt;
        for (int level = 0; level <= DEEPEST; level++) {
            int entries = node.u16(header + 2);
            int depth = node.u16(header + 6);
            if (node.u16(header) != ExtInode.EXTENT_MAGIC || entries == 0 || !node.has(header, 12 + 12 * entries)) {
                return 0;
            }
            int last = header + 12 * entries;
            if (depth == 0) {
                long within = index - node.u32(last);
                boolean covers = within >= 0 && within < node.u16(last + 4);
                return covers ? block(node, last) + within : 0;
            }
            long below = (node.u32(last + 4) | (long) node.u16(last + 8) << 32) * superblock.blockBytes();
            node = survey.read(volume, below, superblock.blockBytes());
            header = 0;
            survey.found(below, node.u16(0) == ExtInode.EXTENT_MAGIC && node.u16(6) == depth - 1);
        }
        return 0;
    }

    private long throughList(Window inode, int list, long index) throws IOException {
        if (index < DIRECT) {
            return inode.u32(list + 4 * (int) index);
        }
        long perBlock = superblock.blockBytes() / 4;
        long rest = index - DIRECT;
        if (rest < perBlock) {
            return entry(inode.u32(list + 4 * DIRECT), rest);
        }
        rest -= perBlock;
        if (rest < perBlock * perBlock) {
            return entry(entry(inode.u32(list + 4 * DIRECT + 4), rest / perBlock), rest % perBlock);
        }
        return 0;
    }

    private long entry(long block, long index) throws IOException {
        return block == 0
                ? 0
                : survey.read(volume, block * superblock.blockBytes(), superblock.blockBytes())
                        .u32(4 * (int) index);
    }
}
