package org.p2vworkbench.disks.allocation.xfs;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The XFS superblock (XFS Algorithms and Data Structures, section 13.1). Big-endian.
 *
 * @param groupBlocks of each allocation group but the last
 * @param freeBlocks blocks in the free space trees, and those the trees themselves would give back
 * @param logAt 0 where the log is on another device
 * @param realtime files may lie on another device
 * @param unfinished mkfs has not ended, or a program has marked it as broken
 * @param checked version 5: every block carries a checksum
 */
record XfsSuperblock(
        int blockBytes,
        int sectorBytes,
        long blocks,
        long freeBlocks,
        int groupBlocks,
        int groups,
        long logAt,
        long logBytes,
        boolean realtime,
        boolean unfinished,
        boolean checked) {

    static final String CHECK = "Run 'xfs_repair -n' on the unmounted filesystem, or copy all its blocks.";
    private static final int VERSION_MASK = 0xf;
    private static final int CHECKSUM_AT = 224;
    private static final int LEAST_GROUP_BLOCKS = 64;
    /** An allocation group has at most 1 TiB. */
    private static final long MOST_GROUP_BYTES = 1L << 40;
    /** finobt, rmapbt, reflink, inobtcount. */
    private static final long KNOWN_READ_ONLY = 0xf;

    private static final long NEEDS_REPAIR = 0x10;
    /** ftype, sparse inodes, meta uuid, bigtime, needs repair, nrext64, exchange range, parent pointers. */
    private static final long KNOWN_INCOMPATIBLE = 0xff;

    static XfsSuperblock read(BlockSource volume) throws IOException {
        Block in = Block.bigEndian(volume, 0, 512);
        int version = in.u16(100, "sb_versionnum") & VERSION_MASK;
        int sectorBytes = in.u16(102, "sb_sectsize");
        long blockBytes = in.u32(4, "sb_blocksize");
        boolean sized = Integer.bitCount(sectorBytes) == 1
                && sectorBytes >= 512
                && sectorBytes <= 32768
                && Long.bitCount(blockBytes) == 1
                && blockBytes >= 512
                && blockBytes <= 65536;
        if (version < 1 || version > 5 || !sized) {
            throw in.damaged(
                    4,
                    "version %d with blocks of %d and sectors of %d bytes".formatted(version, blockBytes, sectorBytes),
                    CHECK);
        }
        if (version == 5) {
            checkFeatures(in);
            XfsChecksum.require(Block.bigEndian(volume, 0, sectorBytes), CHECKSUM_AT);
        }
        XfsSuperblock superblock = new XfsSuperblock(
                (int) blockBytes,
                sectorBytes,
                in.size(8, "sb_dblocks"),
                in.size(144, "sb_fdblocks"),
                (int) Math.min(in.u32(84, "sb_agblocks"), Integer.MAX_VALUE),
                (int) Math.min(in.u32(88, "sb_agcount"), Integer.MAX_VALUE),
                logAt(in, blockBytes),
                in.u32(96, "sb_logblocks") * blockBytes,
                in.bits64(16, "sb_rblocks") != 0 || in.bits64(24, "sb_rextents") != 0,
                in.u8(126, "sb_inprogress") != 0
                        || version == 5 && (in.u32(216, "sb_features_incompat") & NEEDS_REPAIR) != 0,
                version == 5);
        superblock.checkGeometry(in, volume);
        return superblock;
    }

    private static void checkFeatures(Block in) throws DiskFormatException {
        long readOnly = in.u32(212, "sb_features_ro_compat");
        long incompatible = in.u32(216, "sb_features_incompat");
        if ((readOnly & ~KNOWN_READ_ONLY) != 0 || (incompatible & ~KNOWN_INCOMPATIBLE) != 0) {
            throw in.damaged(
                    212,
                    "it has features that are not known here (read-only 0x%x, incompatible 0x%x)"
                            .formatted(readOnly, incompatible),
                    "Copy all its blocks.");
        }
    }

    /** A block number of XFS has the group in its upper bits. */
    private static long logAt(Block in, long blockBytes) throws DiskFormatException {
        int shift = in.u8(124, "sb_agblklog");
        long start = in.size(48, "sb_logstart");
        if (shift > 31 || start >>> shift > Integer.MAX_VALUE) {
            throw in.damaged(48, "the log starts at block 0x%x of groups of 2^%d".formatted(start, shift), CHECK);
        }
        long block = (start >>> shift) * in.u32(84, "sb_agblocks") + (start & (1L << shift) - 1);
        if (block > Long.MAX_VALUE / blockBytes) {
            throw in.damaged(48, "the log starts at block 0x%x".formatted(start), CHECK);
        }
        return block * blockBytes;
    }

    private void checkGeometry(Block in, BlockSource volume) throws DiskFormatException {
        boolean grouped = groupBlocks >= LEAST_GROUP_BLOCKS
                && (long) groupBlocks * blockBytes <= MOST_GROUP_BYTES
                && groups == (blocks + groupBlocks - 1) / groupBlocks
                && groups > 0;
        if (!grouped || freeBlocks > blocks || 4L * sectorBytes > (long) LEAST_GROUP_BLOCKS * blockBytes) {
            throw in.damaged(
                    84,
                    "%d blocks, %d of them free, in %d groups of %d".formatted(blocks, freeBlocks, groups, groupBlocks),
                    CHECK);
        }
        if (blocks > volume.size() / blockBytes) {
            throw in.damaged(
                    8,
                    "%d blocks of %d bytes on a volume of %d bytes".formatted(blocks, blockBytes, volume.size()),
                    "The volume is cut short; copy all its blocks.");
        }
        if (logAt != 0 && (logBytes < 1024 || logAt > blocks * blockBytes - logBytes)) {
            throw in.damaged(48, "a log of %d bytes at 0x%x".formatted(logBytes, logAt), CHECK);
        }
    }

    /** The last group may be shorter. */
    long blocksOf(int group) {
        return Math.min(groupBlocks, blocks - (long) group * groupBlocks);
    }

    long groupAt(int group) {
        return (long) group * groupBlocks * blockBytes;
    }
}
