package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/** XFS (XFS Algorithms and Data Structures, 3rd edition, section 13.1). Big-endian. */
final class XfsProbe implements Probe {

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        return Glimpse.bigEndian(volume, 0, 512)
                .filter(superblock -> superblock.says(0, "XFSB")
                        && Glimpse.isPowerOfTwo(superblock.u32(4), 512, 65536)
                        && Glimpse.isPowerOfTwo(superblock.u16(102), 512, 32768))
                .map(superblock -> new FilesystemSignature("xfs", "", superblock.utf8(108, 12), superblock.uuid(32)));
    }
}
