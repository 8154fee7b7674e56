package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * ext2, ext3 and ext4 (Linux Documentation/filesystems/ext4/super.rst). They differ in features only: a journal makes
 * an ext2 an ext3, any feature the ext3 driver did not know makes it an ext4.
 */
final class ExtProbe implements Probe {

    private static final int SUPERBLOCK_AT = 1024;
    private static final int MAGIC = 0xef53;
    private static final long HAS_JOURNAL = 0x4;
    private static final long JOURNAL_DEVICE = 0x8;
    /** filetype, recover, meta_bg. */
    private static final long EXT3_INCOMPAT = 0x2 | 0x4 | 0x10;
    /** filetype, meta_bg. */
    private static final long EXT2_INCOMPAT = 0x2 | 0x10;
    /** sparse_super, large_file, btree_dir. */
    private static final long EXT3_RO_COMPAT = 0x1 | 0x2 | 0x4;

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        return Glimpse.littleEndian(volume, SUPERBLOCK_AT, 1024)
                .filter(superblock -> superblock.u16(56) == MAGIC)
                .map(superblock -> new FilesystemSignature(
                        type(superblock.u32(92), superblock.u32(96), superblock.u32(100)),
                        superblock.u32(76) + "." + superblock.u16(62),
                        superblock.utf8(120, 16),
                        superblock.uuid(104)));
    }

    private static String type(long compat, long incompat, long roCompat) {
        if ((incompat & JOURNAL_DEVICE) != 0) {
            return "jbd";
        }
        boolean journal = (compat & HAS_JOURNAL) != 0;
        long known = journal ? EXT3_INCOMPAT : EXT2_INCOMPAT;
        if ((incompat & ~known) != 0 || (roCompat & ~EXT3_RO_COMPAT) != 0) {
            return "ext4";
        }
        return journal ? "ext3" : "ext2";
    }
}
