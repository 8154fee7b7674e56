package org.p2vworkbench.disks.raid.set;

import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * A disk that may belong to a set.
 *
 * @param name as the operator named it, unique among the disks looked at together
 * @param serial the drive's own serial number, which a file does not hold; unmodified
 * @param sectorBytes the drive's logical sector; empty when nobody knows, then formats try 512 and 4096
 * @param whole false for a partition, where formats that live on whole disks only are not looked for
 */
public record RaidDisk(
        String name, BlockSource bytes, Optional<String> serial, Optional<Integer> sectorBytes, boolean whole) {

    /** A whole disk of which nothing but its bytes is known. */
    public static RaidDisk of(BlockSource bytes) {
        return new RaidDisk(bytes.name(), bytes, Optional.empty(), Optional.empty(), true);
    }
}
