package org.p2vworkbench.disks.allocation.ext;

import java.util.Arrays;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * One group descriptor (Linux Documentation/filesystems/ext4/group_descr.rst). Little-endian.
 *
 * @param freeClusters blocks, where clusters are blocks
 * @param unwritten its block bitmap was never written; only what the filesystem itself needs is in use
 * @param bitmapChecksum sixteen bits of it where descriptors have 32 bytes
 */
record ExtGroup(
        DiskAddress at,
        long blockBitmap,
        long inodeBitmap,
        long inodeTable,
        long freeClusters,
        boolean unwritten,
        int bitmapChecksum) {

    private static final int BLOCK_UNINIT = 0x2;
    private static final int CHECKSUM_AT = 30;
    private static final int WIDE_FROM = 32;

    static ExtGroup parse(ExtSuperblock superblock, long group, Block in, int at) throws DiskFormatException {
        check(superblock, group, in, at);
        boolean wide = superblock.descriptorBytes() >= 64;
        return new ExtGroup(
                in.at(at),
                in.u32(at, "bg_block_bitmap_lo") | high(in, at + 32, wide),
                in.u32(at + 4, "bg_inode_bitmap_lo") | high(in, at + 36, wide),
                in.u32(at + 8, "bg_inode_table_lo") | high(in, at + 40, wide),
                in.u16(at + 12, "bg_free_blocks_count_lo")
                        | (wide ? in.u16(at + 44, "bg_free_blocks_count_hi") << 16 : 0),
                superblock.features().unwrittenGroups() && (in.u16(at + 18, "bg_flags") & BLOCK_UNINIT) != 0,
                in.u16(at + 24, "bg_block_bitmap_csum_lo")
                        | (wide ? in.u16(at + 56, "bg_block_bitmap_csum_hi") << 16 : 0));
    }

    private static long high(Block in, int at, boolean wide) {
        return wide ? in.u32(at, "high half") << 32 : 0;
    }

    private static void check(ExtSuperblock superblock, long group, Block in, int at) throws DiskFormatException {
        if (!superblock.features().unwrittenGroups()) {
            return;
        }
        byte[] raw = in.slice(at, superblock.descriptorBytes());
        byte[] number = {(byte) group, (byte) (group >> 8), (byte) (group >> 16), (byte) (group >> 24)};
        int stored = in.u16(at + CHECKSUM_AT, "bg_checksum");
        int computed = superblock.features().metadataChecksums()
                ? crc32c(superblock, number, raw)
                : crc16(superblock, number, raw);
        if (stored != computed) {
            throw in.damaged(
                    at,
                    "the descriptor of group %d has checksum 0x%04x, its bytes give 0x%04x"
                            .formatted(group, stored, computed),
                    "Run 'e2fsck -f' on the unmounted filesystem, or copy all its blocks.");
        }
    }

    private static int crc32c(ExtSuperblock superblock, byte[] number, byte[] raw) {
        raw[CHECKSUM_AT] = 0;
        raw[CHECKSUM_AT + 1] = 0;
        return ExtChecksum.crc32c(ExtChecksum.crc32c(superblock.seed(), number), raw) & 0xffff;
    }

    /** The checksum itself is left out, and what follows it counts in wide descriptors only. */
    private static int crc16(ExtSuperblock superblock, byte[] number, byte[] raw) {
        int crc = ExtChecksum.crc16(ExtChecksum.crc16(0xffff, superblock.uuid()), number);
        crc = ExtChecksum.crc16(crc, Arrays.copyOf(raw, CHECKSUM_AT));
        return raw.length > WIDE_FROM ? ExtChecksum.crc16(crc, Arrays.copyOfRange(raw, WIDE_FROM, raw.length)) : crc;
    }
}
