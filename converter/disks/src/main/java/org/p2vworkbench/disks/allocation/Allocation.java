package org.p2vworkbench.disks.allocation;

import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * What a filesystem says about its blocks.
 *
 * @param type as blkid names it: "ext4"
 * @param blockBytes the unit it counts in
 * @param blocks how many units it spans
 * @param usedBlocks how many of them are in use by its own tables, as partclone counts them
 * @param clean whether it was put away cleanly; empty where it does not tell
 * @param map empty when the tables may not be relied on and the whole volume must be copied
 * @param wholeBecause why the whole volume must be copied, one sentence; empty when it need not
 */
public record Allocation(
        String type,
        long blockBytes,
        long blocks,
        long usedBlocks,
        Optional<Boolean> clean,
        Optional<AllocationMap> map,
        String wholeBecause) {

    private static final int SECTOR_BYTES = 512;

    /** A volume of which nothing is known but its size. */
    static Allocation opaque(String type, BlockSource volume, String because) {
        long sectors = volume.size() / SECTOR_BYTES + (volume.size() % SECTOR_BYTES == 0 ? 0 : 1);
        return new Allocation(type, SECTOR_BYTES, sectors, sectors, Optional.empty(), Optional.empty(), because);
    }

    /** A volume that was put away cleanly and whose tables were checked. */
    public static Allocation mapped(String type, long blockBytes, long blocks, long usedBlocks, AllocationMap map) {
        return new Allocation(type, blockBytes, blocks, usedBlocks, Optional.of(true), Optional.of(map), "");
    }

    /** A volume in use, crashed or hibernated: what its tables say is not the last word. */
    public static Allocation unclean(String type, long blockBytes, long blocks, long usedBlocks, String because) {
        return new Allocation(type, blockBytes, blocks, usedBlocks, Optional.of(false), Optional.empty(), because);
    }

    /** A volume whose tables are only a part of the truth. */
    public static Allocation partial(String type, long blockBytes, long blocks, long usedBlocks, String because) {
        return new Allocation(type, blockBytes, blocks, usedBlocks, Optional.empty(), Optional.empty(), because);
    }

    public long usedBytes() {
        return usedBlocks * blockBytes;
    }
}
