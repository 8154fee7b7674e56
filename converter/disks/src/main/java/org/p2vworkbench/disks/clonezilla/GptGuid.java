package org.p2vworkbench.disks.clonezilla;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.UUID;

/** A GUID as GPTs hold it: the first three groups little-endian (UEFI 2.10, appendix A). */
final class GptGuid {

    private static final String SHAPE = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private GptGuid() {}

    static boolean isOne(String text) {
        return text.matches(SHAPE);
    }

    /** @param into little-endian */
    static void put(ByteBuffer into, int at, String text) {
        UUID value = UUID.fromString(text);
        long high = value.getMostSignificantBits();
        into.putInt(at, (int) (high >>> 32))
                .putShort(at + 4, (short) (high >>> 16))
                .putShort(at + 6, (short) high);
        into.putLong(at + 8, Long.reverseBytes(value.getLeastSignificantBits()));
    }

    /** @param from little-endian */
    static String at(ByteBuffer from, int at) {
        long high = Integer.toUnsignedLong(from.getInt(at)) << 32
                | Short.toUnsignedLong(from.getShort(at + 4)) << 16
                | Short.toUnsignedLong(from.getShort(at + 6));
        return new UUID(high, Long.reverseBytes(from.getLong(at + 8)))
                .toString()
                .toUpperCase(Locale.ROOT);
    }
}
