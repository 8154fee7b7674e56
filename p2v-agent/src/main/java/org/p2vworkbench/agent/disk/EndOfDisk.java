package org.p2vworkbench.agent.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Finds the size of a disk whose system does not tell it: by reading, in some sixty tries. */
final class EndOfDisk {

    /** Of a disk whose end is not that of a unit; one with larger sectors has no such end. */
    private static final int SECTOR_BYTES = 512;

    private static final long LARGEST_BYTES = 1L << 60;

    /** Sectors that are asked for in a row before a place counts as beyond the end instead of damaged. */
    private static final int TRIES = 3;

    private EndOfDisk() {}

    /** Reads at a place, as a file channel does. */
    interface Reader {
        int read(ByteBuffer into, long at) throws IOException;
    }

    /**
     * How many bytes can be read, to the sector.
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
        while (reads(reader, readable, SECTOR_BYTES)) {
            readable += SECTOR_BYTES;
        }
        return readable;
    }

    private static boolean reaches(Reader reader, long at, int unitBytes) {
        for (int i = 0; i < TRIES; i++) {
            if (reads(reader, at + (long) i * unitBytes, unitBytes)) {
                return true;
            }
        }
        return false;
    }

    private static boolean reads(Reader reader, long at, int bytes) {
        try {
            return reader.read(ByteBuffer.allocateDirect(bytes), at) == bytes;
        } catch (IOException beyondOrDamaged) {
            return false;
        }
    }
}
