package org.p2vworkbench.disks.raid.sis;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.claim.TailSector;

/**
 * The sixteenth sector from the end of a SiS member (FreeBSD ata-raid.h). Little-endian, no checksum, and a magic of two
 * plain bytes: the PCI vendor of the controller must be SiS.
 *
 * @param firstPort of the first disk, which is how a disk knows its place
 */
record SisRecord(
        int firstPort,
        int secondPort,
        int type,
        int disks,
        long controller,
        int stripSectors,
        long created,
        String model,
        int port) {

    static final int SPAN = 1;
    static final int RAID0 = 2;
    static final int RAID1 = 3;

    static final int FROM_END = 16;
    private static final int MAGIC = 0x0010;
    private static final int VENDOR_SIS = 0x1039;

    static Optional<SisRecord> read(BlockSource disk) throws IOException {
        return TailSector.read(disk, FROM_END, 1, ByteOrder.LITTLE_ENDIAN)
                .filter(in -> in.u16(0, "magic") == MAGIC)
                .map(SisRecord::parse)
                .filter(SisRecord::plausible);
    }

    private static SisRecord parse(Block in) {
        int ports = in.u8(2, "ports");
        int shape = in.u8(3, "type and disks");
        return new SisRecord(
                ports >> 4,
                ports & 0xf,
                shape >> 4,
                shape & 0xf,
                in.u32(8, "controller"),
                in.u16(0xc, "strip"),
                in.u32(0x10, "created"),
                in.ascii(0x14, 40, "model").strip(),
                in.u8(0x3c, "port"));
    }

    private boolean plausible() {
        return controller >> 16 == VENDOR_SIS
                && type >= SPAN
                && type <= RAID1
                && disks > 0
                && (port == firstPort || port == secondPort);
    }
}
