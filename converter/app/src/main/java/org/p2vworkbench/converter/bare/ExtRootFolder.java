package org.p2vworkbench.converter.bare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * The names in the root folder of an ext filesystem, without opening it in the appliance. Linux
 * Documentation/filesystems/ext4: super.rst, group_descr.rst, inodes.rst, ifork.rst (extent tree, block map),
 * directory.rst. Indexed folders keep a linear list beside their index, so that is all that is read.
 */
final class ExtRootFolder {

    private static final int SUPERBLOCK_AT = 1024;
    private static final int SUPERBLOCK_BYTES = 1024;
    private static final int ROOT_INODE = 2;
    private static final int INODE_BYTES = 128;
    private static final int BLOCK_AT = 40;
    private static final int BLOCK_BYTES = 60;
    private static final int DIRECT_BLOCKS = 12;

    private static final long WIDE = 0x80;
    private static final long META_BG = 0x10;
    private static final long USES_EXTENTS = 0x80000;
    private static final int EXTENTS_MAGIC = 0xf30a;
    private static final int EXTENT_BYTES = 12;
    /** Extents above this length are allocated and not written. */
    private static final int LONGEST_EXTENT = 32768;

    /** A root folder has one block, or a few; a system's names are all in the first ones. */
    private static final int MOST_BLOCKS = 16;

    private static final int LEAST_ENTRY_BYTES = 8;

    private ExtRootFolder() {}

    static Set<String> names(BlockSource volume) throws IOException {
        Block superblock = Block.littleEndian(volume, SUPERBLOCK_AT, SUPERBLOCK_BYTES);
        long shift = superblock.u32(24, "s_log_block_size");
        long incompatible = superblock.u32(96, "s_feature_incompat");
        if (shift > 6) {
            throw superblock.damaged(24, "blocks of 2^%d KiB are larger than any".formatted(shift), "Run 'e2fsck -f'.");
        }
        int blockBytes = 1024 << shift;
        long firstBlock = superblock.u32(20, "s_first_data_block");
        // With META_BG and no ordinary descriptors the first ones lie at the same place.
        boolean wide = (incompatible & (WIDE | META_BG)) != 0 && (incompatible & WIDE) != 0;
        Block group = Block.littleEndian(volume, (firstBlock + 1) * blockBytes, wide ? 64 : 32);
        long table = group.u32(8, "bg_inode_table_lo") | (wide ? group.u32(40, "bg_inode_table_hi") << 32 : 0);
        int inodeBytes = superblock.u32(76, "s_rev_level") == 0 ? INODE_BYTES : superblock.u16(88, "s_inode_size");
        demandInside(group, table, blockBytes, volume);
        Block inode =
                Block.littleEndian(volume, table * blockBytes + (long) (ROOT_INODE - 1) * inodeBytes, INODE_BYTES);
        List<Long> blocks =
                (inode.u32(32, "i_flags") & USES_EXTENTS) != 0 ? byExtents(volume, inode, blockBytes) : byMap(inode);
        Set<String> names = new TreeSet<>();
        for (long block : blocks) {
            demandInside(inode, block, blockBytes, volume);
            add(Block.littleEndian(volume, block * blockBytes, blockBytes), names);
        }
        return names;
    }

    private static void demandInside(Block by, long block, int blockBytes, BlockSource volume) throws IOException {
        if (block <= 0 || block > volume.size() / blockBytes) {
            throw by.damaged(
                    0, "names block %d of %d".formatted(block, volume.size() / blockBytes), "Run 'e2fsck -f'.");
        }
    }

    private static List<Long> byMap(Block inode) {
        List<Long> blocks = new ArrayList<>();
        for (int i = 0; i < DIRECT_BLOCKS; i++) {
            long block = inode.u32(BLOCK_AT + i * Integer.BYTES, "i_block[%d]".formatted(i));
            if (block != 0) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    /** The first leaf of the tree is enough, and where there are several levels it is the first of each. */
    private static List<Long> byExtents(BlockSource volume, Block inode, int blockBytes) throws IOException {
        Block node = inode;
        int at = BLOCK_AT;
        int bytes = BLOCK_BYTES;
        for (int depth = node.u16(at + 6, "eh_depth"); depth > 0 && depth <= 5; depth--) {
            demandExtents(node, at, bytes);
            long child = node.u32(at + EXTENT_BYTES + 4, "ei_leaf_lo")
                    | (long) node.u16(at + EXTENT_BYTES + 8, "ei_leaf_hi") << 32;
            demandInside(node, child, blockBytes, volume);
            node = Block.littleEndian(volume, child * blockBytes, blockBytes);
            at = 0;
            bytes = blockBytes;
        }
        demandExtents(node, at, bytes);
        List<Long> blocks = new ArrayList<>();
        int count = node.u16(at + 2, "eh_entries");
        for (int i = 1; i <= count; i++) {
            int extent = at + i * EXTENT_BYTES;
            int length = node.u16(extent + 4, "ee_len");
            long start = node.u32(extent + 8, "ee_start_lo") | (long) node.u16(extent + 6, "ee_start_hi") << 32;
            for (int j = 0; j < length && length <= LONGEST_EXTENT && blocks.size() < MOST_BLOCKS; j++) {
                blocks.add(start + j);
            }
        }
        return blocks;
    }

    private static void demandExtents(Block node, int at, int bytes) throws IOException {
        int count = node.u16(at + 2, "eh_entries");
        if (node.u16(at, "eh_magic") != EXTENTS_MAGIC || (count + 1) * EXTENT_BYTES > bytes) {
            throw node.damaged(at, "is no node of an extent tree", "Run 'e2fsck -f'.");
        }
    }

    private static void add(Block folder, Set<String> names) {
        int at = 0;
        while (at + LEAST_ENTRY_BYTES <= folder.length()) {
            int length = folder.u16(at + 4, "rec_len");
            int nameLength = folder.u8(at + 6, "name_len");
            if (length < LEAST_ENTRY_BYTES
                    || at + length > folder.length()
                    || nameLength > length - LEAST_ENTRY_BYTES) {
                return;
            }
            if (folder.u32(at, "inode") != 0) {
                names.add(new String(folder.slice(at + LEAST_ENTRY_BYTES, nameLength), StandardCharsets.UTF_8));
            }
            at += length;
        }
    }
}
