package org.p2vworkbench.disks.raid.judge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Some bytes of a disk, looked at in both byte orders. Offsets are those within the bytes; asking past their end answers
 * zero, so that a scan needs no bounds of its own.
 *
 * @param offset where on the disk the bytes begin
 */
public record Window(long offset, byte[] bytes) {

    public int length() {
        return bytes.length;
    }

    boolean has(int at, int length) {
        return at >= 0 && at <= bytes.length - length;
    }

    int u8(int at) {
        return has(at, 1) ? bytes[at] & 0xff : 0;
    }

    int u16(int at) {
        return has(at, 2) ? u8(at) | u8(at + 1) << 8 : 0;
    }

    long u32(int at) {
        return has(at, 4) ? Integer.toUnsignedLong(little().getInt(at)) : 0;
    }

    long bits64(int at) {
        return has(at, 8) ? little().getLong(at) : 0;
    }

    int bigU16(int at) {
        return has(at, 2) ? u8(at) << 8 | u8(at + 1) : 0;
    }

    long bigU32(int at) {
        return has(at, 4) ? Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(at)) : 0;
    }

    long bigBits64(int at) {
        return has(at, 8) ? ByteBuffer.wrap(bytes).getLong(at) : 0;
    }

    private ByteBuffer little() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
