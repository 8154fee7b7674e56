package org.p2vworkbench.disks.volume.ldm;

import java.util.Arrays;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/** The checksum of LDM's sectors, as found in every sample: the sum of all bytes, its own four counted as zero. */
final class ByteSum {

    private static final int AT = 8;

    private ByteSum() {}

    static void check(Block sector, String what) throws DiskFormatException {
        byte[] bytes = sector.slice(0, sector.length());
        Arrays.fill(bytes, AT, AT + 4, (byte) 0);
        long given = 0;
        for (byte next : bytes) {
            given += next & 0xff;
        }
        long said = sector.u32(AT, "checksum");
        if (said != given) {
            throw sector.damaged(
                    AT,
                    "the checksum of the %s is 0x%08x, its bytes give 0x%08x".formatted(what, said, given),
                    "Copies of it are looked for; 'ldmtool scan' on a copy of the disk is a second opinion.");
        }
    }
}
