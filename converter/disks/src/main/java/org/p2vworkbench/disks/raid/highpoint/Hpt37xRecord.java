package org.p2vworkbench.disks.raid.highpoint;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.claim.TailSector;

/**
 * Sector 9 of an HPT37x member (dmraid hpt37x.h, FreeBSD ata-raid.h, Linux 2.4 hptraid.c). Little-endian, no checksum.
 *
 * @param broken the magic of a disk that the BIOS gave up
 * @param setId of the disks of a stripe or a mirror; 0 for a spare
 * @param arrayId of both stripes of a 0+1
 * @param order 1 first stripe of a 0+1, or part of a mirror; 2 part of a 0+1; 4 in order
 * @param rebuildSector 0x7fffffff when nothing is being rebuilt
 */
record Hpt37xRecord(
        boolean broken,
        long setId,
        long arrayId,
        long order,
        int disks,
        int stripShift,
        int type,
        int disk,
        long totalSectors,
        long rebuildSector,
        String name) {

    static final int RAID0 = 0;
    static final int RAID1 = 1;
    static final int RAID01 = 2;
    static final int SPAN = 3;
    static final int SINGLE = 6;

    static final int FIRST_STRIPE = 1;
    static final int NESTED = 2;
    static final int IN_ORDER = 4;

    /** Where the data begins on all disks but the first: behind this sector. */
    static final int DATA_SECTOR = 10;

    private static final int SECTOR = 9;
    private static final long MAGIC = 0x5a7816f0L;
    private static final long MAGIC_BROKEN = 0x5a7816fdL;
    private static final int MOST_DISKS = 8;

    static Optional<Hpt37xRecord> read(BlockSource disk) throws IOException {
        return TailSector.at(disk, SECTOR, 1, ByteOrder.LITTLE_ENDIAN)
                .filter(in -> in.u32(0x20, "magic") == MAGIC || in.u32(0x20, "magic") == MAGIC_BROKEN)
                .map(Hpt37xRecord::parse)
                .filter(record -> record.disk() < MOST_DISKS);
    }

    /** FreeBSD's reading; its BIOS marks mirrors and nested stripes as RAID 0 with order bits. */
    boolean mirrored() {
        return type == RAID1 || type == RAID0 && has(FIRST_STRIPE) && has(IN_ORDER);
    }

    boolean nested() {
        return type == RAID01 || type == RAID0 && !mirrored() && (has(FIRST_STRIPE) || has(NESTED));
    }

    boolean has(int bit) {
        return (order & bit) != 0;
    }

    boolean rebuilding() {
        return rebuildSector != 0 && rebuildSector < totalSectors;
    }

    private static Hpt37xRecord parse(Block in) {
        return new Hpt37xRecord(
                in.u32(0x20, "magic") == MAGIC_BROKEN,
                in.u32(0x24, "set id"),
                in.u32(0x28, "array id"),
                in.u32(0x2c, "order"),
                in.u8(0x30, "disks"),
                in.u8(0x31, "strip shift"),
                in.u8(0x32, "type"),
                in.u8(0x33, "disk"),
                in.u32(0x34, "total sectors"),
                in.u32(0x1d4, "rebuild sector"),
                in.ascii(0x1d9, 15, "name").strip());
    }
}
