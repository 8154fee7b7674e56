package org.p2vworkbench.disks.raid.lsi;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.claim.TailSector;

/**
 * The last sector of a MegaRAID IDE member (FreeBSD ata-raid.h; dmraid lsi.h knows the first array only). Little-endian,
 * no checksum. Behind 16 bytes follow 30 entries of 16 bytes, those of the arrays first, then those of their disks.
 *
 * @param disk this disk's number in its array
 * @param array this disk's array
 * @param created identity of the configuration
 * @param slots what the table says of the array's disks, by number
 */
record Lsi2Record(
        int type,
        int stripSectors,
        int width,
        int disks,
        boolean degraded,
        long totalSectors,
        int disk,
        int array,
        long created,
        List<Slot> slots) {

    /** What the table says of a disk: on which port, and whether it is gone. */
    record Slot(int port, long sectors, boolean gone) {}

    static final int RAID0 = 1;
    static final int RAID1 = 2;
    static final int RAID10 = 3;

    private static final int ENTRIES_AT = 0x10;
    private static final int ENTRY_BYTES = 16;
    private static final int ENTRIES = 30;
    private static final int DEGRADED = 2;
    private static final int GONE = 2;
    private static final int NO_PORT = 0xff;

    Lsi2Record {
        slots = List.copyOf(slots);
    }

    static Optional<Lsi2Record> read(BlockSource disk) throws IOException {
        return TailSector.read(disk, 1, 1, ByteOrder.LITTLE_ENDIAN)
                .filter(in -> in.ascii(0, 6, "signature").equals("$XIDE$"))
                .filter(in -> in.u8(0x1f1, "array") < ENTRIES)
                .map(Lsi2Record::parse);
    }

    private static Lsi2Record parse(Block in) {
        int array = in.u8(0x1f1, "array");
        int at = ENTRIES_AT + array * ENTRY_BYTES;
        int type = in.u8(at, "type");
        int counted = in.u8(at + 5, "disks");
        // dmraid knows neither count nor width and goes by the type.
        int disks = counted != 0 ? counted : type == RAID10 ? 4 : 2;
        int width = in.u8(at + 4, "width");
        int firstSlot = (in.u8(at + 6, "disk table") >> 4) - 1;
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < disks && firstSlot >= 0 && firstSlot + i < ENTRIES; i++) {
            slots.add(slot(in, ENTRIES_AT + (firstSlot + i) * ENTRY_BYTES));
        }
        return new Lsi2Record(
                type,
                in.u16(at + 2, "strip"),
                width,
                disks,
                (in.u8(at + 8, "flags") & DEGRADED) != 0,
                in.u32(at + 9, "total sectors"),
                in.u8(0x1f0, "disk"),
                array,
                in.u32(0x1f2, "created"),
                slots);
    }

    private static Slot slot(Block in, int at) {
        int port = in.u8(at, "port");
        return new Slot(port, in.u32(at + 2, "sectors"), port == NO_PORT || (in.u8(at + 8, "flags") & GONE) != 0);
    }
}
