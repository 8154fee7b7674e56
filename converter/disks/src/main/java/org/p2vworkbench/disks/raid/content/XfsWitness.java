package org.p2vworkbench.disks.raid.content;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * The superblock at the start of each allocation group of XFS, and the group's own number in the sector after it (XFS
 * Algorithms and Data Structures, "Allocation Groups").
 */
final class XfsWitness {

    private static final int MOST_GROUPS = 32;

    private XfsWitness() {}

    static void judge(BlockSource filesystem, Tally tally) throws IOException {
        Optional<Block> first = Look.bigEndian(filesystem, 0, 512);
        if (first.isEmpty()) {
            return;
        }
        Block superblock = first.get();
        long blockBytes = superblock.u32(4, "sb_blocksize");
        long groupBlocks = superblock.u32(84, "sb_agblocks");
        long groups = superblock.u32(88, "sb_agcount");
        int sectorBytes = superblock.u16(102, "sb_sectsize");
        if (blockBytes > 65_536 || sectorBytes < 512 || sectorBytes > 32_768) {
            return;
        }
        long groupBytes = groupBlocks * blockBytes;
        int inPlace = 0;
        int outOfPlace = 0;
        for (int group = 0; group < Math.min(groups, MOST_GROUPS); group++) {
            long at = group * groupBytes;
            if (isSuperblock(filesystem, at, superblock) && isGroup(filesystem, at + sectorBytes, group)) {
                inPlace++;
            } else {
                outOfPlace++;
            }
        }
        tally.countOf(inPlace, outOfPlace, "allocation groups");
    }

    private static boolean isSuperblock(BlockSource filesystem, long at, Block first) throws IOException {
        Optional<Block> found = Look.bigEndian(filesystem, at, 512);
        return found.isPresent()
                && Look.says(found.get(), 0, "XFSB")
                && Arrays.equals(found.get().slice(32, 16), first.slice(32, 16));
    }

    private static boolean isGroup(BlockSource filesystem, long at, int group) throws IOException {
        Optional<Block> found = Look.bigEndian(filesystem, at, 512);
        return found.isPresent()
                && Look.says(found.get(), 0, "XAGF")
                && found.get().u32(8, "agf_seqno") == group;
    }
}
