package org.p2vworkbench.disks.allocation;

import java.util.Optional;

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

    public long usedBytes() {
        return usedBlocks * blockBytes;
    }
}
