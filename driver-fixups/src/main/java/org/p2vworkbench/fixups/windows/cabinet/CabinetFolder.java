package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Files that are compressed as one ([MS-CAB] 2.2, CFFOLDER); nothing to do with folders of a filesystem.
 *
 * @param dataAt where its first block is
 * @param compression its kind in the low four bits, and what belongs to it above
 */
record CabinetFolder(long dataAt, int blocks, int compression) {

    static final int SIZE = 8;
    /** No block unpacks to more ([MS-CAB] 2.4, cbUncomp). */
    static final int MOST_BLOCK_BYTES = 32768;

    static final int NONE = 0;
    static final int MSZIP = 1;
    static final int QUANTUM = 2;
    static final int LZX = 3;

    private static final int BLOCK_COUNT_AT = 4;
    private static final int COMPRESSION_AT = 6;
    private static final int KIND_BITS = 0x0f;
    private static final int LZX_WINDOW_SHIFT = 8;
    private static final int LZX_WINDOW_BITS = 0x1f;

    static CabinetFolder parse(CabinetWindow in, long at) throws IOException {
        ByteBuffer entry = in.at(at, SIZE, "a folder's entry");
        return new CabinetFolder(
                Integer.toUnsignedLong(entry.getInt(0)),
                entry.getShort(BLOCK_COUNT_AT) & 0xffff,
                entry.getShort(COMPRESSION_AT) & 0xffff);
    }

    /** As much as its blocks can hold; the last one mostly holds less. */
    long mostBytes() {
        return (long) blocks * MOST_BLOCK_BYTES;
    }

    Unpacker unpacker(String cabinet) throws CabinetFormatException {
        int kind = compression & KIND_BITS;
        if (kind == NONE) {
            return new StoredBlocks();
        }
        if (kind == MSZIP) {
            return new MszipBlocks();
        }
        int window = compression >> LZX_WINDOW_SHIFT & LZX_WINDOW_BITS;
        if (kind == LZX && window >= LzxBlocks.SMALLEST_WINDOW && window <= LzxBlocks.LARGEST_WINDOW) {
            return new LzxBlocks(window);
        }
        throw new CabinetFormatException(
                cabinet,
                dataAt,
                kind == QUANTUM
                        ? "compressed by Quantum, which is not unpacked here"
                        : "compression 0x%04x is none of MSZIP and LZX with a window of 2^15 to 2^21"
                                .formatted(compression));
    }
}
