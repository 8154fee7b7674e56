package org.p2vworkbench.disks.raid.nvidia;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.claim.TailSector;

/**
 * The last sector but one of a MediaShield member (dmraid nv.h, FreeBSD md_nvidia.c). Little-endian.
 *
 * @param capacitySectors of the whole array
 * @param signature of the array, 16 bytes in hex; a new one is drawn when a disk is dropped
 * @param job what the array was doing: 0 nothing, 2 initialising, 3 rebuilding, 4 upgrading, 5 synchronising
 * @param width data disks in a row, mirrors not counted
 * @param volumes disks of the array, its spares included
 * @param intact whether the checksum holds
 */
record NvidiaRecord(
        int version,
        int unit,
        long capacitySectors,
        String name,
        long unitFlags,
        String signature,
        int job,
        int width,
        int volumes,
        int level,
        long stripSectors,
        long jobMark,
        long arrayFlags,
        boolean intact) {

    static final int RAID0 = 0x80;
    static final int RAID1 = 0x81;
    static final int RAID3 = 0x83;
    static final int RAID5 = 0x85;
    static final int RAID5_SYMMETRIC = 0x95;
    static final int RAID01 = 0x8180;
    static final int SPAN = 0xff;

    private static final int REBUILD = 3;
    private static final int BEING_FILLED = 0x100;
    private static final int DEGRADED = 2;
    private static final int FEWEST_WORDS = 30;
    private static final int MOST_WORDS = 128;

    static Optional<NvidiaRecord> read(BlockSource disk) throws IOException {
        Optional<Block> sector = TailSector.read(disk, 2, 1, ByteOrder.LITTLE_ENDIAN);
        return sector.isPresent() && sector.get().ascii(0, 8, "vendor").startsWith("NVIDIA")
                ? Optional.of(parse(sector.get()))
                : Optional.empty();
    }

    boolean beingFilled() {
        return job == REBUILD && (unitFlags & BEING_FILLED) != 0;
    }

    boolean degraded() {
        return (arrayFlags & DEGRADED) != 0;
    }

    private static NvidiaRecord parse(Block in) {
        return new NvidiaRecord(
                in.u16(0x10, "version"),
                in.u8(0x12, "unit"),
                in.u32(0x14, "capacity"),
                in.ascii(0x1c, 16, "product").strip(),
                in.u32(0x30, "unit flags"),
                HexFormat.of().formatHex(in.slice(0x38, 16)),
                in.u8(0x48, "job"),
                in.u8(0x49, "stripe width"),
                in.u8(0x4a, "volumes"),
                in.u16(0x4c, "level"),
                in.u32(0x50, "strip"),
                in.u32(0x68, "job mark"),
                in.u32(0x74, "flags"),
                summed(in));
    }

    private static boolean summed(Block in) {
        long words = in.u32(8, "size");
        if (words < FEWEST_WORDS || words > MOST_WORDS) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < words; i++) {
            sum += in.view().getInt(4 * i);
        }
        return sum == 0;
    }
}
