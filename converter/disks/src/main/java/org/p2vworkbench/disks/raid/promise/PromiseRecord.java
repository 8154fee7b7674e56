package org.p2vworkbench.disks.raid.promise;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.Block;

/**
 * One area of a FastTrak member, 4 sectors (dmraid pdc.h, FreeBSD md_promise.c). Little-endian. Bytes that a BIOS does
 * not know it fills with a falling pattern, so a field it does not know holds a number that means nothing.
 *
 * @param area 0 to 3: a disk has one per volume
 * @param flags of this disk: 1 valid, 2 online, 4 assigned, 8 spare, 0x40 down
 * @param startSector of the volume on this disk
 * @param rebuildSector all ones when nothing is being rebuilt
 * @param width columns of a stripe; mirrors are not counted
 * @param diskIds by slot
 * @param diskFlags by slot
 * @param intact whether the checksum holds
 */
record PromiseRecord(
        int area,
        boolean valid,
        int flags,
        int slot,
        long diskId,
        long startSector,
        long diskSectors,
        long rebuildSector,
        int generation,
        int status,
        int type,
        int disks,
        int stripShift,
        int width,
        int arrayNumber,
        long totalSectors,
        long volumeId,
        List<Long> diskIds,
        List<Integer> diskFlags,
        String name,
        boolean intact) {

    static final int RAID0 = 0;
    static final int RAID1 = 1;
    static final int RAID3 = 2;
    static final int RAID5 = 4;
    static final int SPAN = 8;
    static final int SINGLE = 0x10;

    static final int SPARE = 8;
    static final int DOWN = 0x40;
    static final int DEGRADED = 0x10;
    static final long NOTHING_TO_REBUILD = 0xffffffffL;

    static final int BYTES = 2048;
    private static final int MOST_DISKS = 8;
    private static final int VALID = 0x80;

    /** Sizes beyond 2 TiB are kept here by later BIOSes; larger values are the filler of earlier ones (FreeBSD). */
    private static final int LARGEST_HIGH_HALF = 256;

    PromiseRecord {
        diskIds = List.copyOf(diskIds);
        diskFlags = List.copyOf(diskFlags);
    }

    static PromiseRecord parse(Block in, int area) {
        List<Long> ids = new ArrayList<>();
        List<Integer> flags = new ArrayList<>();
        for (int i = 0; i < MOST_DISKS; i++) {
            flags.add(in.u8(0x234 + 12 * i, "flags of disk " + i));
            ids.add(in.bits64(0x238 + 12 * i, "id of disk " + i));
        }
        return new PromiseRecord(
                area,
                (in.u32(0x200, "integrity") & VALID) != 0,
                in.u8(0x204, "flags"),
                in.u8(0x205, "disk number"),
                in.bits64(0x208, "disk id"),
                filled(in, 0x210) ? 0 : wide(in, 0x210, 0x372),
                wide(in, 0x214, 0x376),
                in.u32(0x218, "rebuild sector"),
                in.u16(0x21c, "generation"),
                in.u8(0x21e, "status"),
                in.u8(0x21f, "type"),
                in.u8(0x220, "disks"),
                in.u8(0x221, "strip shift"),
                in.u8(0x222, "width"),
                in.u8(0x223, "array number"),
                wide(in, 0x224, 0x2e8),
                in.bits64(0x22c, "volume id"),
                ids,
                flags,
                in.ascii(0x294, 32, "name").strip(),
                summed(in));
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The slot that the table gives to this disk; the disk's own number where it is not listed. */
    int listedSlot() {
        int listed = diskIds.subList(0, Math.min(disks, MOST_DISKS)).indexOf(diskId);
        return listed < 0 ? slot : listed;
    }

    boolean rebuilding() {
        return rebuildSector != NOTHING_TO_REBUILD && rebuildSector != 0 && rebuildSector < totalSectors;
    }

    private static long wide(Block in, int low, int high) {
        long upper = in.u32(high, "high half");
        return in.u32(low, "low half") + (upper < LARGEST_HIGH_HALF ? upper << 32 : 0);
    }

    /** Whether four bytes are the filler: each is the complement of its place, plus one. */
    private static boolean filled(Block in, int at) {
        for (int i = at; i < at + 4; i++) {
            if (in.u8(i, "filler") != (0x100 - (i & 0xff) & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private static boolean summed(Block in) {
        int sum = 0;
        for (int at = 0; at < BYTES - 4; at += 4) {
            sum += in.view().getInt(at);
        }
        return sum == (int) in.u32(BYTES - 4, "checksum");
    }
}
