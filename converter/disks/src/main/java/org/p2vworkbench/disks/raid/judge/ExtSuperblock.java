package org.p2vworkbench.disks.raid.judge;

import java.util.Optional;
import java.util.UUID;

/**
 * The fields of an ext2, ext3 or ext4 superblock that say where things are (Linux
 * Documentation/filesystems/ext4/super.rst). Little-endian.
 *
 * @param group which block group's copy this is
 * @param checksumSeed what checksums of metadata start from; of no meaning without {@link #hasChecksums}
 */
record ExtSuperblock(
        int group,
        int blockBytes,
        long blocks,
        long inodes,
        long firstBlock,
        long groupBlocks,
        long groupInodes,
        int inodeBytes,
        int descriptorBytes,
        boolean hasChecksums,
        boolean hasDescriptorChecksums,
        boolean hasMetaGroups,
        int checksumSeed,
        UUID uuid) {

    static final int AT = 1024;
    private static final int SIZE = 1024;
    private static final int MAGIC = 0xef53;
    private static final long META_BG = 0x10;
    private static final long WIDE = 0x80;
    private static final long CHECKSUM_SEED = 0x2000;
    private static final long DESCRIPTOR_CHECKSUMS = 0x10;
    private static final long METADATA_CHECKSUMS = 0x400;

    /** The superblock whose first byte is at {@code at}. */
    static Optional<ExtSuperblock> parse(Window window, int at) {
        if (!window.has(at, SIZE) || window.u16(at + 56) != MAGIC || window.u32(at + 24) > 6) {
            return Optional.empty();
        }
        int blockBytes = 1024 << window.u32(at + 24);
        long incompatible = window.u32(at + 96);
        long readOnly = window.u32(at + 100);
        boolean wide = (incompatible & WIDE) != 0;
        byte[] id = new byte[16];
        System.arraycopy(window.bytes(), at + 104, id, 0, 16);
        int seed = (incompatible & CHECKSUM_SEED) != 0
                ? (int) window.u32(at + 0x270)
                : Crc32cBackwards.forth(~0, id, 0, 16);
        ExtSuperblock found = new ExtSuperblock(
                window.u16(at + 90),
                blockBytes,
                window.u32(at + 4) | (wide ? window.u32(at + 0x150) << 32 : 0),
                window.u32(at),
                window.u32(at + 20),
                window.u32(at + 32),
                window.u32(at + 40),
                window.u32(at + 76) == 0 ? 128 : window.u16(at + 88),
                wide ? window.u16(at + 0xfe) : 32,
                (readOnly & METADATA_CHECKSUMS) != 0,
                (readOnly & (DESCRIPTOR_CHECKSUMS | METADATA_CHECKSUMS)) != 0,
                (incompatible & META_BG) != 0,
                seed,
                new UUID(window.bigBits64(at + 104), window.bigBits64(at + 112)));
        return found.isPlausible() ? Optional.of(found) : Optional.empty();
    }

    private boolean isPlausible() {
        return blocks > 0
                && blocks < 1L << 48
                && inodes > 0
                && groupBlocks > 0
                && groupBlocks <= 8L * blockBytes * 16
                && groupInodes > 0
                && groupInodes <= 8L * blockBytes
                && firstBlock <= 1
                && inodeBytes >= 128
                && inodeBytes <= blockBytes
                && Integer.bitCount(inodeBytes) == 1
                && descriptorBytes >= 32
                && descriptorBytes <= 1024
                && Integer.bitCount(descriptorBytes) == 1
                && group < groups();
    }

    long groups() {
        return (blocks - firstBlock + groupBlocks - 1) / groupBlocks;
    }

    long sizeBytes() {
        return blocks * blockBytes;
    }

    /** Where this superblock lies; the first one leaves room for a boot sector. */
    long at() {
        return group == 0 ? AT : (firstBlock + group * groupBlocks) * blockBytes;
    }

    /** Groups 1 and the powers of 3, 5 and 7 keep copies (sparse_super). */
    boolean hasCopy(long ofGroup) {
        return ofGroup == 1 || isPower(ofGroup, 3) || isPower(ofGroup, 5) || isPower(ofGroup, 7);
    }

    private static boolean isPower(long value, int of) {
        long power = of;
        while (power < value) {
            power *= of;
        }
        return power == value;
    }

    long descriptorAt(long ofGroup) {
        return (firstBlock + 1) * blockBytes + ofGroup * descriptorBytes;
    }

    int inodesPerBlock() {
        return blockBytes / inodeBytes;
    }
}
