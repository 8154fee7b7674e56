package org.p2vworkbench.disks.raid.claim;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/** A sector counted from the end of a disk, where BIOS RAID keeps its metadata. */
public final class TailSector {

    /** All disks of that age have sectors of this size. */
    public static final int BYTES = 512;

    private TailSector() {}

    /** Whole sectors; what a cut image has beyond them does not count, as libblkid has it. */
    public static long count(BlockSource disk) {
        return disk.size() / BYTES;
    }

    /**
     * @param fromEnd 1 for the last sector
     * @return empty when the disk is too small to have it
     */
    public static Optional<Block> read(BlockSource disk, long fromEnd, int sectors, ByteOrder order)
            throws IOException {
        return at(disk, count(disk) - fromEnd, sectors, order);
    }

    /** Counted from the front; empty when it lies outside the disk. */
    public static Optional<Block> at(BlockSource disk, long sector, int sectors, ByteOrder order) throws IOException {
        if (sector < 0 || sector > count(disk) - sectors) {
            return Optional.empty();
        }
        long offset = sector * BYTES;
        return Optional.of(
                order == ByteOrder.BIG_ENDIAN
                        ? Block.bigEndian(disk, offset, sectors * BYTES)
                        : Block.littleEndian(disk, offset, sectors * BYTES));
    }
}
