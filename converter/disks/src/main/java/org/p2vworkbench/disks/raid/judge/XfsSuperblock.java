package org.p2vworkbench.disks.raid.judge;

import java.util.Optional;
import java.util.UUID;

/**
 * The fields of an XFS superblock that turn numbers into addresses (XFS Algorithms and Data Structures, 3rd edition,
 * section 13.1). Big-endian.
 *
 * @param id what version 5 writes into every block; the filesystem's UUID when that has not been changed
 */
record XfsSuperblock(
        int blockBytes,
        long blocks,
        long groupBlocks,
        long groups,
        int sectorBytes,
        int inodeBytes,
        int inodesPerBlockLog,
        int groupBlocksLog,
        int version,
        UUID id) {

    private static final long MAGIC = 0x58465342; // "XFSB"
    private static final long META_UUID = 0x4;

    static Optional<XfsSuperblock> parse(Window window, int at) {
        if (!window.has(at, 512) || window.bigU32(at) != MAGIC) {
            return Optional.empty();
        }
        int version = window.bigU16(at + 100) & 0xf;
        boolean other = version == 5 && (window.bigU32(at + 216) & META_UUID) != 0;
        int idAt = at + (other ? 248 : 32);
        long blockBytes = window.bigU32(at + 4);
        XfsSuperblock found = new XfsSuperblock(
                (int) Math.min(blockBytes, 1 << 20),
                window.bigBits64(at + 8),
                window.bigU32(at + 84),
                window.bigU32(at + 88),
                window.bigU16(at + 102),
                window.bigU16(at + 104),
                window.u8(at + 123),
                window.u8(at + 124),
                version,
                new UUID(window.bigBits64(idAt), window.bigBits64(idAt + 8)));
        return found.isPlausible() ? Optional.of(found) : Optional.empty();
    }

    private boolean isPlausible() {
        return isPowerOfTwo(blockBytes, 512, 65536)
                && isPowerOfTwo(sectorBytes, 512, 32768)
                && isPowerOfTwo(inodeBytes, 256, 2048)
                && blocks > 0
                && blocks < 1L << 44
                && groupBlocks > 0
                && groups > 0
                && groups <= blocks
                && groupBlocksLog < 32
                && groupBlocks <= 1L << groupBlocksLog
                && 1 << inodesPerBlockLog == blockBytes / inodeBytes;
    }

    private static boolean isPowerOfTwo(int value, int least, int most) {
        return value >= least && value <= most && Integer.bitCount(value) == 1;
    }

    long sizeBytes() {
        return blocks * blockBytes;
    }

    long groupAt(long group) {
        return group * groupBlocks * blockBytes;
    }

    /** Address of a block whose number has the group in its upper bits. */
    long blockAt(long number) {
        long group = number >>> groupBlocksLog;
        long within = number & (1L << groupBlocksLog) - 1;
        return group >= groups || within >= groupBlocks ? StructureMap.NOWHERE : groupAt(group) + within * blockBytes;
    }

    /** Address of an inode by its number. */
    long inodeAt(long number) {
        long block = blockAt(number >>> inodesPerBlockLog);
        long index = number & (1L << inodesPerBlockLog) - 1;
        return block == StructureMap.NOWHERE ? block : block + index * inodeBytes;
    }
}
