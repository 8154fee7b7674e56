package org.p2vworkbench.disks.allocation.xfs;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * The free space header of an allocation group, AGF (XFS Algorithms and Data Structures, section 13.2), in its second
 * sector, and the free list, AGFL (section 13.2.2), in its fourth: blocks kept for the trees to grow into. They hold
 * nothing.
 *
 * @param root of the tree by block number
 * @param levels of that tree
 * @param freeBlocks what the tree adds up to
 * @param freeList blocks of the group
 */
record XfsFreeHeader(long root, int levels, long freeBlocks, long[] freeList) {

    private static final long AGF = 0x58414746;
    private static final long AGFL = 0x5841464c;
    private static final int CHECKSUM_AT = 216;
    private static final int LIST_HEADER_BYTES = 36;
    private static final int LIST_CHECKSUM_AT = 32;
    /** XFS_BTREE_MAXLEVELS; a tree of 1 TiB in 512-byte blocks has seven. */
    private static final int MOST_LEVELS = 9;

    static XfsFreeHeader read(BlockSource volume, XfsSuperblock superblock, int group) throws IOException {
        Block in =
                Block.bigEndian(volume, superblock.groupAt(group) + superblock.sectorBytes(), superblock.sectorBytes());
        long blocks = superblock.blocksOf(group);
        if (in.u32(0, "agf_magicnum") != AGF || in.u32(8, "agf_seqno") != group || in.u32(12, "agf_length") != blocks) {
            throw in.damaged(
                    0,
                    "no free space header of group %d with its %d blocks".formatted(group, blocks),
                    XfsSuperblock.CHECK);
        }
        if (superblock.checked()) {
            XfsChecksum.require(in, CHECKSUM_AT);
        }
        long root = in.u32(16, "agf_bno_root");
        long levels = in.u32(28, "agf_bno_level");
        long free = in.u32(52, "agf_freeblks");
        if (root == 0 || root >= blocks || levels < 1 || levels > MOST_LEVELS || free > blocks) {
            throw in.damaged(
                    16,
                    "a tree of %d levels at block %d, %d free of %d blocks".formatted(levels, root, free, blocks),
                    XfsSuperblock.CHECK);
        }
        return new XfsFreeHeader(root, (int) levels, free, freeList(volume, superblock, group, in));
    }

    /** A ring of block numbers, of which the ones from first to last count. */
    private static long[] freeList(BlockSource volume, XfsSuperblock superblock, int group, Block header)
            throws IOException {
        int header5 = superblock.checked() ? LIST_HEADER_BYTES : 0;
        int ring = (superblock.sectorBytes() - header5) / Integer.BYTES;
        long first = header.u32(40, "agf_flfirst");
        long last = header.u32(44, "agf_fllast");
        long count = header.u32(48, "agf_flcount");
        if (count == 0) {
            return new long[0];
        }
        if (first >= ring || last >= ring || count != (last - first + ring) % ring + 1) {
            throw header.damaged(
                    40,
                    "%d blocks in the free list, from %d to %d of %d".formatted(count, first, last, ring),
                    XfsSuperblock.CHECK);
        }
        Block in = Block.bigEndian(
                volume, superblock.groupAt(group) + 3L * superblock.sectorBytes(), superblock.sectorBytes());
        if (superblock.checked()) {
            if (in.u32(0, "agfl_magicnum") != AGFL || in.u32(4, "agfl_seqno") != group) {
                throw in.damaged(0, "no free list of group %d".formatted(group), XfsSuperblock.CHECK);
            }
            XfsChecksum.require(in, LIST_CHECKSUM_AT);
        }
        long[] blocks = new long[(int) count];
        for (int i = 0; i < count; i++) {
            blocks[i] = in.u32(header5 + (int) ((first + i) % ring) * Integer.BYTES, "agfl_bno");
            if (blocks[i] == 0 || blocks[i] >= superblock.blocksOf(group)) {
                throw in.damaged(0, "the free list names block %d".formatted(blocks[i]), XfsSuperblock.CHECK);
            }
        }
        return blocks;
    }
}
