package org.p2vworkbench.disks.raid.ddf;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.p2vworkbench.disks.Block;

/**
 * The checksum of a section: CRC-32 over all of it with the field itself set to ones.
 *
 * <p>The specification says which polynomial, and writers took it two ways. No record is refused for it alone.
 */
enum DdfCrc {
    /** Start 0, no final inversion: mdadm, and what blkid checks. */
    PLAIN("as mdadm computes it"),
    /** As Ethernet has it: what dmraid and FreeBSD check. */
    INVERTED("as CRC-32 is usually computed"),
    NEITHER("wrong");

    private static final int AT = 4;

    private final String label;

    DdfCrc(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** @param lengths how many bytes it may go over: on disks with long blocks, some pad a section and some do not */
    static DdfCrc of(Block section, int... lengths) {
        long stored = section.u32(AT, "checksum");
        for (int length : lengths) {
            byte[] bytes = section.slice(0, Math.min(length, section.length()));
            Arrays.fill(bytes, AT, AT + 4, (byte) 0xff);
            long inverted = usual(bytes);
            if (stored == inverted) {
                return INVERTED;
            }
            // CRCs are linear: start and inversion add the same to the checksum of any bytes, zeros included.
            if (stored == (inverted ^ usual(new byte[bytes.length]))) {
                return PLAIN;
            }
        }
        return NEITHER;
    }

    private static long usual(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
