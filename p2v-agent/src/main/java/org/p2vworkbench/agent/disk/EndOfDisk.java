package org.p2vworkbench.agent.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Finds the size of a disk whose system does not tell it: by reading, in some sixty tries. */
final class EndOfDisk {

    private static final long LARGEST_BYTES = 1L << 60;

    /** Sectors that are asked for in a row before a place counts as beyond the end instead of damaged. */
    private static final int TRIES = 3;

    private EndOfDisk() {}

    /** Reads at a place, as a file channel does. */
    interface Reader {
        int read(ByteBuffer into, long at) throws IOException;
    }

    /**
     * How many bytes can be read, in whole units.
     *
     * @throws IOException if not even the first unit can be
     */
    static long of(Reader reader, int unitBytes) throws IOException {
        if (reader.read(ByteBuffer.allocateDirect(unitBytes), 0) <= 0) {
            throw new IOException("not one sector of it can be read");
        }
        long readable = unitBytes;
        while (readable < LARGEST_BYTES && reaches(reader, readable * 2 - unitBytes, unitBytes)) {
            readable *= 2;
        }
        long beyond = readable * 2;
        while (beyond - readable > unitBytes) {
            long middle = readable + (beyond - readable) / unitBytes / 2 * unitBytes;
            if (reaches(reader, middle - unitBytes, unitBytes)) {
                readable = middle;
            } else {
                beyond = middle;
            }
        }
        return readable;
    }

    private static boolean reaches(Reader reader, long at, int unitBytes) {
        for (int i = 0; i < TRIES; i++) {
            long place = at - (long) i * unitBytes;
            try {
                if (place >= 0 && reader.read(ByteBuffer.allocateDirect(unitBytes), place) == unitBytes) {
                    return true;
                }
            } catch (IOException beyondOrDamaged) {
                continue;
            }
        }
        return false;
    }
}
