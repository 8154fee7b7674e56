package org.p2vworkbench.disks.raid.hardware;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.raid.claim.TailSector;
import org.p2vworkbench.disks.raid.set.RaidDisk;

/**
 * The marks that are publicly known. 3ware keeps a Drive Configuration Block of 1024 sectors at the end of a disk, with
 * old cards also at its front (R. Finnie, "HOWTO: Delete a 3ware DCB", 2010). ITE writes the drive's IDENTIFY data with
 * its own name over the model, two characters swapped as ATA has them (FreeBSD ata-raid.h); libblkid and dmraid know
 * neither. No mark of Areca, Smart Array or aacraid is known to be documented.
 */
public final class HardwareSignatures {

    private static final int DCB_SECTORS = 1024;
    private static final long DCB_BYTES = (long) DCB_SECTORS * TailSector.BYTES;

    /** Bytes 03 00 e9 07, in byte 2044 of an old DCB. */
    private static final long OLD_DCB = 0x07e90003L;

    private static final int OLD_DCB_AT = 2044;
    private static final String NEW_DCB = "3WareDCB";
    private static final int NEW_DCB_AT = 2056;
    private static final int DCB_LOOKED_AT_SECTORS = 5;

    private static final String ITE = "Integrated Technology Express Inc";
    private static final int ITE_AT = 54;
    private static final int ITE_FROM_END = 2;

    private HardwareSignatures() {}

    /** At most a few per disk; none for a partition, because marks are on whole disks. */
    public static List<ControllerHint> on(RaidDisk disk) throws IOException {
        List<ControllerHint> hints = new ArrayList<>();
        if (disk.whole()) {
            threeWare(disk).ifPresent(hints::add);
            ite(disk).ifPresent(hints::add);
        }
        return hints;
    }

    private static Optional<ControllerHint> threeWare(RaidDisk disk) throws IOException {
        Optional<Block> tail =
                TailSector.read(disk.bytes(), DCB_SECTORS, DCB_LOOKED_AT_SECTORS, ByteOrder.LITTLE_ENDIAN);
        if (tail.isPresent()
                && tail.get().ascii(NEW_DCB_AT, NEW_DCB.length(), "mark").equals(NEW_DCB)) {
            return Optional.of(new ControllerHint(
                    disk.name(),
                    "3ware",
                    "It was in a 3ware unit (new style DCB): its data begins at the first sector.",
                    List.of(0L)));
        }
        Optional<Block> front = TailSector.at(disk.bytes(), 0, DCB_LOOKED_AT_SECTORS, ByteOrder.LITTLE_ENDIAN);
        boolean old = isOld(tail) || isOld(front);
        return old
                ? Optional.of(new ControllerHint(
                        disk.name(),
                        "3ware",
                        "It was in a 3ware unit (old style DCB): its data begins at sector 1024.",
                        List.of(DCB_BYTES, 0L)))
                : Optional.empty();
    }

    private static boolean isOld(Optional<Block> dcb) {
        return dcb.isPresent() && dcb.get().u32(OLD_DCB_AT, "mark") == OLD_DCB;
    }

    private static Optional<ControllerHint> ite(RaidDisk disk) throws IOException {
        return TailSector.read(disk.bytes(), ITE_FROM_END, 1, ByteOrder.LITTLE_ENDIAN)
                .map(in -> in.slice(ITE_AT, 40))
                .filter(model ->
                        text(model, 0).startsWith(ITE) || text(model, 1).startsWith(ITE))
                .map(model -> new ControllerHint(
                        disk.name(),
                        "ite",
                        "It was in an array of an ITE IT8212: its data begins at the first sector.",
                        List.of(0L)));
    }

    /** @param swap 1 to exchange the characters of each word */
    private static String text(byte[] raw, int swap) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.length; i++) {
            text.append((char) (raw[i ^ swap] & 0xff));
        }
        return text.toString();
    }
}
