package org.p2vworkbench.disks.raid.via;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.claim.TailSector;

/**
 * The last sector of a V-RAID member (dmraid via.h, FreeBSD ata-raid.h). Little-endian.
 *
 * <pre>
 *   word at 3:  0 boot │ 2 in an array │ 3-6 type │ 7-9 array │ 10-14 place │ 15 broken
 *   byte at 5:  0-2 disks │ 4-7 shift of the strip, from 8 sectors
 * </pre>
 *
 * The magic is that of every boot sector, so the checksum and the fields decide.
 *
 * @param place index in the stripe (3 bits), copy of a 0+1 (bit 3); for a mirror 0 source, 1 spare, 2 mirror
 * @param sectors of this disk that the array uses
 * @param diskIds of all members, by slot
 */
record ViaRecord(
        int version,
        boolean member,
        int type,
        int array,
        int place,
        boolean broken,
        int disks,
        int stripSectors,
        long sectors,
        long ownId,
        List<Long> diskIds) {

    static final int RAID0 = 0;
    static final int RAID1 = 1;
    static final int RAID5 = 5;
    static final int SPAN = 8;
    static final int RAID01 = 9;

    private static final int MAGIC = 0xaa55;
    private static final int NEWEST_VERSION = 2;
    private static final int MOST_DISKS = 8;
    private static final int SUMMED_BYTES = 50;
    private static final List<Integer> TYPES = List.of(RAID0, RAID1, RAID5, SPAN, RAID01);

    ViaRecord {
        diskIds = List.copyOf(diskIds);
    }

    /** Empty when the last sector is none, its checksum included: the magic alone says nothing. */
    static Optional<ViaRecord> read(BlockSource disk) throws IOException {
        Optional<Block> sector = TailSector.read(disk, 1, 1, ByteOrder.LITTLE_ENDIAN);
        return sector.isPresent() && sector.get().u16(0, "magic") == MAGIC && summed(sector.get())
                ? Optional.of(parse(sector.get())).filter(ViaRecord::plausible)
                : Optional.empty();
    }

    private static ViaRecord parse(Block in) {
        int word = in.u16(3, "disk array");
        int shape = in.u8(5, "disks and strip");
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < MOST_DISKS; i++) {
            ids.add(in.u32(18 + 4 * i, "disk id " + i));
        }
        return new ViaRecord(
                in.u8(2, "version"),
                (word & 4) != 0,
                word >> 3 & 0xf,
                word >> 7 & 7,
                word >> 10 & 0x1f,
                word >> 15 != 0,
                shape & 7,
                8 << (shape >> 4),
                in.bits64(6, "sectors used"),
                in.u32(14, "own id"),
                ids);
    }

    private boolean plausible() {
        return version <= NEWEST_VERSION && TYPES.contains(type) && sectors > 0 && ownId != 0;
    }

    private static boolean summed(Block in) {
        int sum = 0;
        for (int i = 0; i < SUMMED_BYTES; i++) {
            sum += in.view().get(i) & 0xff;
        }
        return (sum & 0xff) == in.u8(SUMMED_BYTES, "checksum");
    }
}
