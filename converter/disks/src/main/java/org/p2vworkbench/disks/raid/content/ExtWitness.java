package org.p2vworkbench.disks.raid.content;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * The backup superblocks of ext2, ext3 and ext4: in groups 1 and the powers of 3, 5 and 7, on old filesystems in all, each with its
 * group's number
 * (Linux 6.1, Documentation/filesystems/ext4, "Super Block", "Special features").
 */
final class ExtWitness {

    private static final int SUPERBLOCK_AT = 1024;
    private static final int SIZE = 1024;
    private static final int MAGIC = 0xef53;
    private static final int SPARSE_SUPER2 = 0x200;
    private static final int SPARSE_SUPER = 0x1;
    private static final int[] SOME_GROUPS = {1, 3, 5, 7, 9, 25, 27, 49, 81, 125, 243, 343, 625, 729, 2187, 2401};
    private static final int[] ALL_GROUPS = IntStream.range(1, 64).toArray();

    private ExtWitness() {}

    static void judge(BlockSource filesystem, Tally tally) throws IOException {
        Optional<Block> primary = Look.littleEndian(filesystem, SUPERBLOCK_AT, SIZE);
        if (primary.isEmpty()) {
            return;
        }
        Block superblock = primary.get();
        long logBlock = superblock.u32(0x18, "s_log_block_size");
        long blocksPerGroup = superblock.u32(0x20, "s_blocks_per_group");
        if (logBlock > 6 || blocksPerGroup == 0 || (superblock.u32(0x5c, "s_feature_compat") & SPARSE_SUPER2) != 0) {
            return;
        }
        long firstDataBlock = superblock.u32(0x14, "s_first_data_block");
        long blocks = superblock.u32(0x04, "s_blocks_count_lo");
        boolean sparse = (superblock.u32(0x64, "s_feature_ro_compat") & SPARSE_SUPER) != 0;
        int[] groups = sparse ? SOME_GROUPS : ALL_GROUPS;
        int inPlace = 0;
        int outOfPlace = 0;
        for (int group : groups) {
            long block = firstDataBlock + group * blocksPerGroup;
            if (block < blocks) {
                if (isBackup(filesystem, block * (SIZE << logBlock), group, superblock)) {
                    inPlace++;
                } else {
                    outOfPlace++;
                }
            }
        }
        tally.countOf(inPlace, outOfPlace, "backup superblocks");
    }

    private static boolean isBackup(BlockSource filesystem, long at, int group, Block superblock) throws IOException {
        Optional<Block> found = Look.littleEndian(filesystem, at, SIZE);
        return found.isPresent()
                && found.get().u16(0x38, "s_magic") == MAGIC
                && found.get().u16(0x5a, "s_block_group_nr") == group
                && Arrays.equals(found.get().slice(0x68, 16), superblock.slice(0x68, 16));
    }
}
