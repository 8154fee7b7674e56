package org.p2vworkbench.fixups.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a hive or a log, little-endian, by absolute offset. A read beyond their end is damage of the file, never
 * an error of indices.
 */
final class HiveBytes {

    private static final String DAMAGED =
            "The hive is damaged or cut short; take RegBack or a system restore point's copy, or repair the guest where it runs.";

    private final String name;
    private final long base;
    private final ByteBuffer bytes;

    HiveBytes(String name, ByteBuffer bytes) {
        this(name, 0, bytes);
    }

    /** @param base where in the file these bytes start, for messages */
    private HiveBytes(String name, long base, ByteBuffer bytes) {
        this.name = name;
        this.base = base;
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    String name() {
        return name;
    }

    /** Where in the file a place is. */
    long inFile(long at) {
        return base + at;
    }

    int length() {
        return bytes.limit();
    }

    int u8(long at, String what) throws HiveFormatException {
        return Byte.toUnsignedInt(bytes.get(check(at, 1, what)));
    }

    int u16(long at, String what) throws HiveFormatException {
        return Short.toUnsignedInt(bytes.getShort(check(at, 2, what)));
    }

    long u32(long at, String what) throws HiveFormatException {
        return Integer.toUnsignedLong(bytes.getInt(check(at, 4, what)));
    }

    int s32(long at, String what) throws HiveFormatException {
        return bytes.getInt(check(at, 4, what));
    }

    long bits64(long at, String what) throws HiveFormatException {
        return bytes.getLong(check(at, 8, what));
    }

    /** Whether ASCII text stands at a place; also false where the file has ended. */
    boolean has(String ascii, long at) {
        byte[] wanted = ascii.getBytes(StandardCharsets.US_ASCII);
        if (at < 0 || at + wanted.length > length()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes.get((int) at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    byte[] copy(long at, long length, String what) throws HiveFormatException {
        int from = check(at, length, what);
        byte[] copy = new byte[(int) length];
        bytes.get(from, copy);
        return copy;
    }

    /** A part, which knows where in the file it lies. */
    HiveBytes part(long at, long length, String what) throws HiveFormatException {
        return new HiveBytes(name, base + at, slice(at, length, what));
    }

    ByteBuffer slice(long at, long length, String what) throws HiveFormatException {
        return bytes.slice(check(at, length, what), (int) length);
    }

    HiveFormatException damaged(long at, String what) {
        return new HiveFormatException(name, base + at, what, DAMAGED);
    }

    HiveFormatException refused(long at, String what, String next) {
        return new HiveFormatException(name, base + at, what, next);
    }

    private int check(long at, long length, String what) throws HiveFormatException {
        if (at < 0 || length < 0 || length > length() || at > length() - length) {
            throw damaged(
                    at, "%s has %d bytes here, only %d are left".formatted(what, length, Math.max(0, length() - at)));
        }
        return (int) at;
    }
}
