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
 * The last sector of a MegaRAID SATA member; three sectors of drive data lie before it (FreeBSD ata-raid.h, the only
 * source). Little-endian.
 *
 * @param port of this disk: bit 0 the device, bit 4 the channel
 * @param arrays those of 8 that have disks
 * @param intact whether the bytes of the sector sum to 0
 */
record Lsi3Record(int version, List<Array> arrays, int port, long created, boolean intact) {

    /**
     * @param number which of the 8 it is
     * @param memberSectors that each column gives
     * @param port of the disk, for an array of one
     */
    record Array(
            int number,
            int stripSectors,
            int type,
            int disks,
            int width,
            long memberSectors,
            long startSector,
            int port) {}

    static final int RAID0 = 0;
    static final int RAID1 = 1;

    private static final int ARRAYS = 8;
    private static final int ARRAYS_AT = 0x10;
    private static final int ARRAY_BYTES = 48;
    private static final int SECTORS_PER_PAGE = 8;

    Lsi3Record {
        arrays = List.copyOf(arrays);
    }

    static Optional<Lsi3Record> read(BlockSource disk) throws IOException {
        return TailSector.read(disk, 1, 1, ByteOrder.LITTLE_ENDIAN)
                .filter(in -> in.ascii(0, 6, "signature").equals("$_IDE$"))
                .map(Lsi3Record::parse);
    }

    private static Lsi3Record parse(Block in) {
        List<Array> arrays = new ArrayList<>();
        for (int number = 0; number < ARRAYS; number++) {
            int at = ARRAYS_AT + number * ARRAY_BYTES;
            if (in.u8(at + 4, "disks") != 0) {
                arrays.add(new Array(
                        number,
                        in.u16(at, "strip") * SECTORS_PER_PAGE,
                        in.u8(at + 2, "type"),
                        in.u8(at + 4, "disks"),
                        in.u8(at + 5, "width"),
                        in.u32(at + 16, "member sectors"),
                        in.u32(at + 22, "start sector"),
                        in.u8(at + 28, "port")));
            }
        }
        int sum = 0;
        for (int i = 0; i < TailSector.BYTES; i++) {
            sum += in.view().get(i);
        }
        return new Lsi3Record(
                in.u16(8, "version"), arrays, in.u8(0x1f7, "port"), in.u32(0x1f8, "created"), (sum & 0xff) == 0);
    }
}
