package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A file compressed by the {@code compress} of MS-DOS 5 to Windows NT 4 (libmspack, "The SZDD and KWAJ file formats"):
 * literals, and repetitions of 3 to 18 bytes out of a ring of 4096, eight of them behind a byte that says which is which.
 */
final class SzddFile {

    /** "SZDD" as it is written. */
    static final int SIGNATURE = 0x535a4444;

    private static final int HEADER_BYTES = 14;
    private static final int REST_OF_SIGNATURE_AT = 4;
    private static final int REST_OF_SIGNATURE = 0x3327f088;
    private static final int METHOD_AT = 8;
    private static final int LENGTH_AT = 10;

    private static final int RING_BYTES = 4096;
    private static final int RING_START = RING_BYTES - 16;
    private static final int SHORTEST_MATCH = 3;

    private final ByteBuffer packed;
    private final String name;
    private final byte[] plain;
    private final byte[] ring = new byte[RING_BYTES];
    private int at = HEADER_BYTES;
    private int done;

    private SzddFile(ByteBuffer packed, String name, int length) {
        this.packed = packed;
        this.name = name;
        this.plain = new byte[length];
        Arrays.fill(ring, (byte) ' ');
    }

    static byte[] unpack(CabinetWindow in) throws IOException {
        ByteBuffer header = in.at(0, HEADER_BYTES, "the header");
        long length = Integer.toUnsignedLong(header.getInt(LENGTH_AT));
        if (header.getInt(REST_OF_SIGNATURE_AT) != REST_OF_SIGNATURE || header.get(METHOD_AT) != 'A') {
            throw new CabinetFormatException(
                    in.name(),
                    REST_OF_SIGNATURE_AT,
                    "SZDD is followed by 0x%08x and method 0x%02x, not by 0x%08x and 0x41"
                            .formatted(header.getInt(REST_OF_SIGNATURE_AT), header.get(METHOD_AT), REST_OF_SIGNATURE));
        }
        if (length > Cabinet.LARGEST_FILE_BYTES || in.size() > Cabinet.LARGEST_FILE_BYTES) {
            throw new CabinetFormatException(
                    in.name(), LENGTH_AT, "%d bytes in %d: no driver is as large".formatted(length, in.size()));
        }
        return new SzddFile(in.at(0, (int) in.size(), "the file"), in.name(), (int) length).unpack();
    }

    private byte[] unpack() throws CabinetFormatException {
        while (done < plain.length) {
            int kinds = next();
            for (int bit = 0; bit < Byte.SIZE && done < plain.length; bit++) {
                if ((kinds >> bit & 1) == 1) {
                    put((byte) next());
                } else {
                    repeat(next(), next());
                }
            }
        }
        return plain;
    }

    private void repeat(int low, int high) {
        int from = low | (high & 0xf0) << 4;
        int length = (high & 0x0f) + SHORTEST_MATCH;
        for (int i = 0; i < length && done < plain.length; i++) {
            put(ring[from + i & RING_BYTES - 1]);
        }
    }

    private void put(byte value) {
        ring[RING_START + done & RING_BYTES - 1] = value;
        plain[done++] = value;
    }

    private int next() throws CabinetFormatException {
        if (at == packed.limit()) {
            throw new CabinetFormatException(name, at, "it ends after %d of %d bytes".formatted(done, plain.length));
        }
        return packed.get(at++) & 0xff;
    }
}
