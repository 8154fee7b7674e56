package org.p2vworkbench.disks.allocation;

import java.io.IOException;
import java.util.BitSet;

/**
 * The tables of a filesystem, decoded a part at a time: units of one size, laid out one after another from
 * {@link #startBytes} on. Safe to use from several threads.
 */
public interface UsedUnits {

    /** Where on the volume unit 0 starts. */
    long startBytes();

    long unitBytes();

    long units();

    /** Units that one part tells of; at most half a million, so that a part is some 64 KiB. */
    int unitsPerPart();

    /**
     * One bit per unit, set where it is in use. Bits behind the last unit say nothing.
     *
     * @throws org.p2vworkbench.disks.DiskFormatException when the tables of this part cannot be true
     */
    BitSet part(long index) throws IOException;

    /** Units of a part: all parts but the last are full. */
    default int unitsIn(long part) {
        return (int) Math.min(unitsPerPart(), units() - part * unitsPerPart());
    }

    /** Reads and checks all there is, and counts. */
    default long countUsed() throws IOException {
        long used = 0;
        for (long part = 0; part * unitsPerPart() < units(); part++) {
            BitSet bits = part(part);
            bits.clear(unitsIn(part), Math.max(bits.length(), unitsIn(part)));
            used += bits.cardinality();
        }
        return used;
    }
}
