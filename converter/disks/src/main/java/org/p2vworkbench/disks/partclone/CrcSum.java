package org.p2vworkbench.disks.partclone;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * CRC-32 as partclone computes it (src/checksum.c, crc32): without the final inversion, so it is the complement of what
 * everybody else gets.
 */
final class CrcSum implements StripSum {

    static final int BYTES = Integer.BYTES;

    private final CRC32 crc = new CRC32();

    static int of(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return ~(int) crc.getValue();
    }

    @Override
    public void update(byte[] bytes, int from, int length) {
        crc.update(bytes, from, length);
    }

    @Override
    public byte[] stored() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(~(int) crc.getValue())
                .array();
    }

    @Override
    public void reset() {
        crc.reset();
    }
}
