package org.p2vworkbench.disks.raid.judge;

import java.util.OptionalLong;
import org.p2vworkbench.disks.Zeros;

/** An inode of ext2, ext3 or ext4 (Linux Documentation/filesystems/ext4/inodes.rst), in a window. */
record ExtInode(Window window, int at, ExtSuperblock of) {

    private static final int FOLDER = 0x4000;
    private static final int REGULAR = 0x8000;
    private static final long EXTENTS = 0x80000;
    private static final long INLINE = 0x1000_0000;
    static final int EXTENT_MAGIC = 0xf30a;
    private static final int CHECKSUM_LOW = 0x7c;
    private static final int CHECKSUM_HIGH = 0x82;

    /** In use, and its fields possible. */
    boolean isUsed() {
        int type = window.u16(at) & 0xf000;
        boolean known = type != 0 && (type & 0x1000) == 0 || type == 0x1000;
        return window.has(at, of.inodeBytes())
                && known
                && type != 0xe000
                && window.u16(at + 26) > 0
                && window.u32(at + 20) == 0
                && (of.inodeBytes() == 128 || window.u16(at + 0x80) <= of.inodeBytes() - 128);
    }

    /**
     * Something, and neither a file nor what is left of one, which has the time of its end: two inodes added up by wrong
     * parity lose their types.
     */
    boolean isNonsense() {
        return !isUsed()
                && window.has(at, of.inodeBytes())
                && window.u32(at + 20) == 0
                && !Zeros.only(window.bytes(), at, of.inodeBytes());
    }

    boolean isFolder() {
        return (window.u16(at) & 0xf000) == FOLDER;
    }

    boolean isRegular() {
        return (window.u16(at) & 0xf000) == REGULAR;
    }

    boolean isInline() {
        return (window.u32(at + 32) & INLINE) != 0;
    }

    boolean hasExtents() {
        return (window.u32(at + 32) & EXTENTS) != 0;
    }

    long size() {
        return window.u32(at + 4) | (isRegular() ? window.u32(at + 108) << 32 : 0);
    }

    /** Whether all 32 bits of the checksum are kept: the inode has room for the upper half. */
    private boolean isWide() {
        return of.inodeBytes() > 128 && window.u16(at + 0x80) >= 4;
    }

    /** The inode's own number, as its checksum has it. Makes no sense where there is no checksum. */
    OptionalLong number() {
        if (!isWide()) {
            return OptionalLong.empty();
        }
        int register = window.u16(at + CHECKSUM_LOW) | window.u16(at + CHECKSUM_HIGH) << 16;
        for (int i = of.inodeBytes() - 1; i >= 0; i--) {
            register = Crc32cBackwards.back(register, checked(i));
        }
        for (int i = 3; i >= 0; i--) {
            register = Crc32cBackwards.back(register, window.u8(at + 0x64 + i));
        }
        long number = Integer.toUnsignedLong(Crc32cBackwards.between(of.checksumSeed(), register));
        return number >= 1 && number <= of.inodes() ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private int checked(int i) {
        boolean checksum = i == CHECKSUM_LOW || i == CHECKSUM_LOW + 1 || i == CHECKSUM_HIGH || i == CHECKSUM_HIGH + 1;
        return checksum ? 0 : window.u8(at + i);
    }

    /** The block of the file's first bytes, where the inode itself says it; 0 where not. */
    long firstBlock() {
        if (isInline()) {
            return 0;
        }
        if (!hasExtents()) {
            return window.u32(at + 40);
        }
        boolean leaf = window.u16(at + 40) == EXTENT_MAGIC && window.u16(at + 46) == 0;
        return leaf && window.u16(at + 42) > 0 && window.u32(at + 52) == 0 ? ExtExtents.block(window, at + 52) : 0;
    }
}
