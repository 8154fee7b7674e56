package org.p2vworkbench.disks.raid.highpoint;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.claim.TailSector;

/**
 * The eleventh sector from the end of an HPT45x or RocketRAID v3 member (dmraid hpt45x.h, FreeBSD ata-raid.h).
 * Little-endian; its two checksums are of unknown rule.
 *
 * @param inner what the disk is to the first level
 * @param outer what that is to the second level of a nested array; type 0 where there is none
 */
record Hpt45xRecord(boolean broken, long setId, long totalSectors, Level inner, Level outer, String name) {

    /** One of two levels. */
    record Level(int type, int disks, int disk, int stripShift, int status, long rebuildSector) {

        private static final int NEEDS_REBUILD = 1;

        boolean needsRebuild() {
            return (status & NEEDS_REBUILD) != 0;
        }

        private static Level parse(Block in, int at) {
            return new Level(
                    in.u8(at, "type"),
                    in.u8(at + 1, "disks"),
                    in.u8(at + 2, "disk"),
                    in.u8(at + 3, "strip shift"),
                    in.u16(at + 4, "status"),
                    in.u32(at + 8, "rebuild sector"));
        }
    }

    static final int SPARE = 0;
    static final int SINGLE = 3;
    static final int SPAN = 4;
    static final int RAID0 = 5;
    static final int RAID1 = 6;
    static final int RAID5 = 8;

    private static final int FROM_END = 11;
    private static final long MAGIC = 0x5a7816f3L;
    private static final long MAGIC_BROKEN = 0x5a7816fdL;
    private static final int MOST_DISKS = 8;

    static Optional<Hpt45xRecord> read(BlockSource disk) throws IOException {
        return TailSector.read(disk, FROM_END, 1, ByteOrder.LITTLE_ENDIAN)
                .filter(in -> in.u32(0, "magic") == MAGIC || in.u32(0, "magic") == MAGIC_BROKEN)
                .map(in -> parse(in, TailSector.count(disk)))
                .filter(record -> record.inner().disk() < MOST_DISKS);
    }

    boolean nested() {
        return inner.type() == RAID0 && outer.type() == RAID1;
    }

    private static Hpt45xRecord parse(Block in, long diskSectors) {
        long low = in.u32(0xc, "total sectors");
        long high = in.u32(0x94, "total sectors, high half");
        // Only v3 has the high half; an array cannot be larger than its disks together.
        boolean fits = high < 1 << 20 && (high << 32 | low) <= diskSectors * MOST_DISKS;
        return new Hpt45xRecord(
                in.u32(0, "magic") == MAGIC_BROKEN,
                in.u32(4, "set id"),
                fits ? high << 32 | low : low,
                Level.parse(in, 0x10),
                Level.parse(in, 0x20),
                in.ascii(0x2c, 16, "name").strip());
    }
}
