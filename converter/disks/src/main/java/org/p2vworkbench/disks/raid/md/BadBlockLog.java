package org.p2vworkbench.disks.raid.md;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * Sectors of a member that could not be written: one 64-bit word each, a count in the low 10 bits and the sector of the
 * device above, all ones at the end (md.c, super_1_load). What they should hold is on other members only.
 */
final class BadBlockLog {

    /** The kernel takes no more than a page. */
    private static final int MOST_SECTORS = 8;

    private BadBlockLog() {}

    /** Empty when there cannot be such a log. */
    static Optional<List<BadRange>> read(BlockSource device, long at, int sectors, int shift) throws IOException {
        List<BadRange> bad = new ArrayList<>();
        if (sectors == 0) {
            return Optional.of(bad);
        }
        if (sectors > MOST_SECTORS
                || shift > 20
                || at < 0
                || at > device.size() - (long) sectors * MdSuperblock.SECTOR) {
            return Optional.empty();
        }
        ByteBuffer log =
                Block.littleEndian(device, at, sectors * MdSuperblock.SECTOR).view();
        while (log.hasRemaining()) {
            long word = log.getLong();
            if (word == -1) {
                break;
            }
            long first = word >>> 10 << shift;
            long count = (word & 0x3ff) << shift;
            // A range outside the device keeps nothing from being read.
            if (count > 0 && first < device.size() / MdSuperblock.SECTOR) {
                bad.add(new BadRange(first * MdSuperblock.SECTOR, count * MdSuperblock.SECTOR));
            }
        }
        return Optional.of(bad);
    }
}
