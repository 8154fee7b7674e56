package org.p2vworkbench.disks.raid.adaptec;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.claim.TailSector;

/**
 * What an ASR member carries: the reserved block in its last sector, and the table that block points to (dmraid asr.h,
 * FreeBSD ata-raid.h). Big-endian.
 *
 * <pre>
 *   reserved block │ own magic, LBA of the table
 *   table          │ header of 64 bytes │ lines of 64 bytes: an array, its disks, the next array, its disks, ...
 * </pre>
 *
 * @param driveMagic by which the disk finds its line
 * @param open the table was being written
 * @param intact whether the table's checksum holds; tables since version 2 have none
 */
record AdaptecRecord(
        long driveMagic, long version, long created, boolean open, List<AdaptecLine> lines, boolean intact) {

    private static final long MAGIC = 0x37fc4d1eL;
    private static final long SOFTWARE_MAGIC = 0x4450544dL;
    private static final int BLOCK_VERSION = 8;
    private static final long TABLE_MAGIC = 0x900765c4L;
    private static final int TABLE_SECTORS = 16;
    private static final int HEADER_BYTES = 64;
    private static final int MOST_LINES = 127;
    private static final int OPEN = 3;

    AdaptecRecord {
        lines = List.copyOf(lines);
    }

    static Optional<AdaptecRecord> read(BlockSource disk) throws IOException {
        Optional<Block> reserved = TailSector.read(disk, 1, 1, ByteOrder.BIG_ENDIAN)
                .filter(in -> in.u32(0, "magic") == MAGIC
                        && in.u32(0x100, "software magic") == SOFTWARE_MAGIC
                        && in.u8(0x3f, "version") == BLOCK_VERSION);
        if (reserved.isEmpty()) {
            return Optional.empty();
        }
        long driveMagic = reserved.get().u32(0x40, "drive magic");
        return TailSector.at(disk, reserved.get().u32(0x104, "table"), TABLE_SECTORS, ByteOrder.BIG_ENDIAN)
                .filter(in -> in.u32(0, "table magic") == TABLE_MAGIC)
                .filter(AdaptecRecord::countable)
                .map(in -> parse(in, driveMagic));
    }

    private static boolean countable(Block in) {
        int lines = in.u16(0xa, "lines");
        return lines > 0 && lines <= MOST_LINES && in.u16(0xc, "bytes of a line") == AdaptecLine.BYTES;
    }

    private static AdaptecRecord parse(Block in, long driveMagic) {
        List<AdaptecLine> lines = new ArrayList<>();
        int count = in.u16(0xa, "lines");
        int sum = 0;
        for (int i = 0; i < count; i++) {
            lines.add(AdaptecLine.parse(in, HEADER_BYTES + i * AdaptecLine.BYTES));
        }
        for (int i = 0; i < count * AdaptecLine.BYTES; i++) {
            sum += in.view().get(HEADER_BYTES + i) & 0xff;
        }
        long version = in.u32(4, "version");
        return new AdaptecRecord(
                driveMagic,
                version,
                in.u32(0x1c, "timestamp"),
                in.u8(0x21, "dirty") == OPEN,
                lines,
                version >= 2 || (sum & 0xffff) == in.u16(0xe, "checksum"));
    }
}
