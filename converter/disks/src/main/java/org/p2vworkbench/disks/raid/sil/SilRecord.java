package org.p2vworkbench.disks.raid.sil;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.claim.TailSector;

/**
 * A Medley record: the drive's IDENTIFY data with the array written over parts of it (dmraid sil.h, FreeBSD md_sii.c).
 * Little-endian, in the last sector and 512, 1024 and 1536 sectors before it.
 *
 * @param created year, month, day, hour, minute, second in BCD, and with {@code location} the array's identity
 * @param stripeDisks columns; 255 where the type has none
 * @param stripeCopy which copy of the stripe a disk of a RAID 10 belongs to
 * @param mirrorDisks copies; 255 where the type has none
 * @param mirrorColumn which column of the stripe a disk of a RAID 10 belongs to
 * @param status of the disk: 1 current, 2 being filled, 3 dropped, 4 removed
 * @param arrayStatus 1 while the array is in use: left so by a machine that stopped hard
 * @param copies how many of the four were found valid and of this generation
 * @param intact whether the checksum holds
 */
record SilRecord(
        long arraySectors,
        int vendor,
        int minorVersion,
        int majorVersion,
        String created,
        int stripSectors,
        int disk,
        int type,
        int stripeDisks,
        int stripeCopy,
        int mirrorDisks,
        int mirrorColumn,
        long rebuildSector,
        long generation,
        int status,
        int arrayStatus,
        int location,
        String name,
        int copies,
        boolean intact) {

    static final int RAID0 = 0;
    static final int RAID1 = 1;
    static final int RAID10 = 2;
    static final int SPARE = 3;
    static final int SPAN = 4;
    static final int RAID5 = 0x10;
    static final int JBOD = 0xff;

    static final int CURRENT = 1;
    static final int BEING_FILLED = 2;
    static final int IN_USE = 1;

    /** What the controller keeps for the four copies; its single volumes end there. */
    static final int RESERVE_SECTORS = 0x800;

    static final int COPIES = 4;
    private static final int COPIES_APART = 512;
    private static final int MAGIC = 0x3000000;
    private static final int MAGIC_MASK = 0x3ffffff;
    private static final int MOST_DISKS = 8;
    private static final int SUMMED_WORDS = 160;

    /** The newest valid copy; a damaged one only where none is valid. */
    static Optional<SilRecord> read(BlockSource disk) throws IOException {
        List<SilRecord> copies = new ArrayList<>();
        for (int i = 0; i < COPIES; i++) {
            TailSector.read(disk, 1 + (long) i * COPIES_APART, 1, ByteOrder.LITTLE_ENDIAN)
                    .filter(SilRecord::marked)
                    .map(SilRecord::parse)
                    .ifPresent(copies::add);
        }
        Optional<SilRecord> newest = copies.stream()
                .filter(SilRecord::intact)
                .reduce((best, next) -> next.generation() > best.generation() ? next : best);
        return newest.map(best -> best.found((int) copies.stream()
                        .filter(copy -> copy.intact() && copy.generation() == best.generation())
                        .count()))
                .or(() -> copies.stream().findFirst());
    }

    /** As libblkid and dmraid know one. */
    private static boolean marked(Block in) {
        return (in.u32(0x60, "magic") & MAGIC_MASK) == MAGIC && in.u8(0x116, "disk") < MOST_DISKS;
    }

    private static SilRecord parse(Block in) {
        byte[] when = in.slice(0x10c, 6);
        StringBuilder created = new StringBuilder();
        for (int i = when.length - 1; i >= 0; i--) {
            created.append(HexFormat.of().toHexDigits(when[i]));
        }
        int sum = 0;
        for (int i = 0; i < SUMMED_WORDS; i++) {
            sum += in.view().getShort(2 * i);
        }
        return new SilRecord(
                in.bits64(0x6c, "array sectors"),
                in.u16(0x106, "vendor"),
                in.u16(0x108, "minor version"),
                in.u16(0x10a, "major version"),
                created.toString(),
                in.u16(0x112, "strip"),
                in.u8(0x116, "disk"),
                in.u8(0x117, "type"),
                in.u8(0x118, "drives per striped set"),
                in.u8(0x119, "striped set"),
                in.u8(0x11a, "drives per mirrored set"),
                in.u8(0x11b, "mirrored set"),
                in.bits64(0x11c, "rebuild pointer"),
                in.u32(0x124, "generation"),
                in.u8(0x128, "member status"),
                in.u8(0x129, "array status"),
                in.u8(0x12a, "location"),
                in.ascii(0x12e, 16, "name").strip(),
                0,
                (sum & 0xffff) == 0);
    }

    private SilRecord found(int valid) {
        return new SilRecord(
                arraySectors,
                vendor,
                minorVersion,
                majorVersion,
                created,
                stripSectors,
                disk,
                type,
                stripeDisks,
                stripeCopy,
                mirrorDisks,
                mirrorColumn,
                rebuildSector,
                generation,
                status,
                arrayStatus,
                location,
                name,
                valid,
                intact);
    }
}
