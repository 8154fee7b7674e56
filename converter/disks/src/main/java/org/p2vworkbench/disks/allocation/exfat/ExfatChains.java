package org.p2vworkbench.disks.allocation.exfat;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.FileRuns;

/** Files of exFAT that are chained through its table (exFAT specification, section 4.1). */
final class ExfatChains {

    private static final long LAST = 0xffff_ffffL;

    private final BlockSource volume;
    private final ExfatBootSector boot;

    ExfatChains(BlockSource volume, ExfatBootSector boot) {
        this.volume = volume;
        this.boot = boot;
    }

    /** The file that starts at a cluster, as far as {@code mostBytes}; a chain that is longer may be a circle. */
    FileRuns file(String name, long firstCluster, long mostBytes) throws IOException {
        FileRuns.Builder runs = new FileRuns.Builder(volume.name() + ": " + name, volume);
        long cluster = firstCluster;
        while (cluster != LAST && runs.length() < mostBytes) {
            if (cluster < 2 || cluster - 2 >= boot.clusters()) {
                throw new DiskFormatException(
                        new DiskAddress(volume.name(), boot.tableAt()),
                        "the %s goes on at cluster 0x%x of %d".formatted(name, cluster, boot.clusters()),
                        "Check the filesystem (chkdsk, fsck.exfat), or copy all its blocks.");
            }
            runs.add(boot.heapAt() + (cluster - 2) * boot.clusterBytes(), boot.clusterBytes());
            cluster =
                    Block.littleEndian(volume, boot.tableAt() + cluster * 4, 4).u32(0, "FatEntry");
        }
        return runs.build(runs.length());
    }
}
