package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/** Btrfs (btrfs-dev-docs, on-disk format, "Superblock"): the first copy, 64 KiB in. */
final class BtrfsProbe implements Probe {

    private static final int SUPERBLOCK_AT = 0x10000;
    private static final int LABEL_AT = 0x12b;

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        return Glimpse.littleEndian(volume, SUPERBLOCK_AT, 4096)
                .filter(superblock -> superblock.says(0x40, "_BHRfS_M"))
                .map(superblock ->
                        new FilesystemSignature("btrfs", "", superblock.utf8(LABEL_AT, 256), superblock.uuid(0x20)));
    }
}
