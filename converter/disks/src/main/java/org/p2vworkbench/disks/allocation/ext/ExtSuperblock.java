package org.p2vworkbench.disks.allocation.ext;

import java.io.IOException;
import java.util.zip.CRC32C;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The ext superblock (Linux Documentation/filesystems/ext4/super.rst): what of it says where the bitmaps are and whether
 * they may be relied on. Little-endian.
 *
 * @param inodesPerGroup what the inode table of each group holds
 * @param reservedDescriptorBlocks behind the descriptors, for growing
 * @param firstMetaGroup descriptor blocks from this one on lie in the groups they describe (meta_bg)
 * @param groupsPerFlex groups whose bitmaps and inode tables lie together in the first of them
 * @param backups the only two groups with copies, under sparse_super2
 * @param seed what every metadata checksum starts from
 * @param uuid as stored
 */
record ExtSuperblock(
        DiskAddress at,
        int blockBytes,
        int blocksPerCluster,
        long blocks,
        long freeBlocks,
        int firstDataBlock,
        int blocksPerGroup,
        int inodesPerGroup,
        int inodeBytes,
        int state,
        int descriptorBytes,
        int reservedDescriptorBlocks,
        long firstMetaGroup,
        int groupsPerFlex,
        long[] backups,
        int seed,
        byte[] uuid,
        ExtFeatures features) {

    private static final int AT = 1024;
    private static final int SIZE = 1024;
    private static final int CHECKSUM_AT = 1020;
    private static final int VALID = 1;
    private static final int ERRORS = 2;
    private static final int MOST_BLOCK_SHIFT = 6;
    private static final int MOST_FLEX_SHIFT = 31;
    private static final String CHECK = "Run 'e2fsck -f' on the unmounted filesystem, or copy all its blocks.";

    static ExtSuperblock read(BlockSource volume) throws IOException {
        Block in = Block.littleEndian(volume, AT, SIZE);
        ExtFeatures features = ExtFeatures.of(in);
        features.refuseUnknown(in);
        if (features.metadataChecksums()) {
            check(in);
        }
        ExtSuperblock superblock = parse(in, features);
        superblock.checkGeometry(in, volume);
        return superblock;
    }

    private static ExtSuperblock parse(Block in, ExtFeatures features) throws DiskFormatException {
        int blockShift = shift(in, 24, "s_log_block_size");
        int clusterShift = features.bigalloc() ? shift(in, 28, "s_log_cluster_size") : blockShift;
        if (clusterShift < blockShift || clusterShift - blockShift > 16) {
            throw in.damaged(
                    28, "clusters of 2^%d KiB of blocks of 2^%d KiB".formatted(clusterShift, blockShift), CHECK);
        }
        boolean wide = features.wide();
        return new ExtSuperblock(
                in.at(0),
                1024 << blockShift,
                1 << clusterShift - blockShift,
                in.u32(4, "s_blocks_count_lo") | (wide ? in.u32(0x150, "s_blocks_count_hi") << 32 : 0),
                in.u32(12, "s_free_blocks_count_lo") | (wide ? in.u32(0x158, "s_free_blocks_count_hi") << 32 : 0),
                bounded(in, 20, "s_first_data_block", 0, 1),
                bounded(in, 32, "s_blocks_per_group", 8, Integer.MAX_VALUE),
                bounded(in, 40, "s_inodes_per_group", 1, Integer.MAX_VALUE),
                in.u32(76, "s_rev_level") == 0 ? 128 : in.u16(88, "s_inode_size"),
                in.u16(58, "s_state"),
                wide ? in.u16(0xfe, "s_desc_size") : 32,
                in.u32(76, "s_rev_level") == 0 || features.metaGroups() ? 0 : in.u16(0xce, "s_reserved_gdt_blocks"),
                features.metaGroups() ? in.u32(0x104, "s_first_meta_bg") : Long.MAX_VALUE,
                features.flexGroups() ? 1 << Math.min(in.u8(0x174, "s_log_groups_per_flex"), MOST_FLEX_SHIFT - 1) : 1,
                new long[] {in.u32(0x24c, "s_backup_bgs"), in.u32(0x250, "s_backup_bgs")},
                features.checksumSeed()
                        ? (int) in.u32(0x270, "s_checksum_seed")
                        : ExtChecksum.crc32c(~0, in.slice(104, 16)),
                in.slice(104, 16),
                features);
    }

    private void checkGeometry(Block in, BlockSource volume) throws DiskFormatException {
        if (blocks <= firstDataBlock || blocks > volume.size() / blockBytes) {
            throw in.damaged(
                    4,
                    "%d blocks of %d bytes on a volume of %d bytes".formatted(blocks, blockBytes, volume.size()),
                    "The volume is cut short, or the filesystem was grown and not finished; copy all its blocks.");
        }
        int clustersPerGroup = blocksPerGroup / blocksPerCluster;
        boolean bitmapFits = blocksPerGroup % blocksPerCluster == 0
                && clustersPerGroup % 8 == 0
                && clustersPerGroup > 0
                && clustersPerGroup <= 8 * blockBytes;
        boolean inodesFit = inodesPerGroup <= 8 * blockBytes
                && inodeBytes >= 128
                && inodeBytes <= blockBytes
                && Integer.bitCount(inodeBytes) == 1;
        boolean descriptorsFit = descriptorBytes >= (features.wide() ? 64 : 32)
                && descriptorBytes <= blockBytes
                && Integer.bitCount(descriptorBytes) == 1;
        if (!bitmapFits || !inodesFit || !descriptorsFit || freeBlocks < 0 || freeBlocks > blocks) {
            throw in.damaged(
                    0,
                    "blocks of %d bytes, %d per group, %d per cluster, %d free; %d inodes of %d bytes per group; descriptors of %d bytes"
                            .formatted(
                                    blockBytes,
                                    blocksPerGroup,
                                    blocksPerCluster,
                                    freeBlocks,
                                    inodesPerGroup,
                                    inodeBytes,
                                    descriptorBytes),
                    CHECK);
        }
    }

    /** Why its bitmaps are not the last word; empty when it was put away cleanly. */
    String unclean() {
        if (features.needsRecovery()) {
            return "is mounted, or was not unmounted cleanly: its journal must be replayed";
        }
        if ((state & ERRORS) != 0) {
            return "has recorded errors: it must be checked (e2fsck)";
        }
        return (state & VALID) == 0 ? "is mounted, or was not unmounted cleanly: it must be checked (e2fsck)" : "";
    }

    long groups() {
        return (blocks - firstDataBlock + blocksPerGroup - 1) / blocksPerGroup;
    }

    long firstBlockOf(long group) {
        return firstDataBlock + group * blocksPerGroup;
    }

    long groupOf(long block) {
        return (block - firstDataBlock) / blocksPerGroup;
    }

    int descriptorsPerBlock() {
        return blockBytes / descriptorBytes;
    }

    int inodeTableBlocks() {
        return (int) (((long) inodesPerGroup * inodeBytes + blockBytes - 1) / blockBytes);
    }

    private static void check(Block in) throws DiskFormatException {
        CRC32C crc = new CRC32C();
        crc.update(in.slice(0, CHECKSUM_AT));
        long computed = ~crc.getValue() & 0xffff_ffffL;
        long stored = in.u32(CHECKSUM_AT, "s_checksum");
        if (computed != stored) {
            throw in.damaged(
                    CHECKSUM_AT,
                    "the superblock's checksum is 0x%08x, its bytes give 0x%08x".formatted(stored, computed),
                    CHECK);
        }
    }

    private static int shift(Block in, int at, String name) throws DiskFormatException {
        return bounded(in, at, name, 0, name.contains("cluster") ? 19 : MOST_BLOCK_SHIFT);
    }

    private static int bounded(Block in, int at, String name, long least, long most) throws DiskFormatException {
        long value = in.u32(at, name);
        if (value < least || value > most) {
            throw in.damaged(at, "%s is %d, not %d to %d".formatted(name, value, least, most), CHECK);
        }
        return (int) value;
    }
}
