package org.p2vworkbench.fixups.registry;

import java.nio.charset.StandardCharsets;

/** Names of keys and values: UTF-16, or one byte per character where that is enough (regf, KEY_COMP_NAME). */
final class HiveName {

    private HiveName() {}

    /** What the specification calls ASCII is Latin-1: Windows drops the upper byte of each character, when all are 0. */
    static String parse(HiveBytes in, int at, int bytes, boolean latin1, String what) throws HiveFormatException {
        if (!latin1 && bytes % 2 != 0) {
            throw in.damaged(at, "a %s in UTF-16 of %d bytes, which is odd".formatted(what, bytes));
        }
        byte[] name = in.copy(at, bytes, what);
        return new String(name, latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
    }

    /** Windows compares character by character in upper case, by a table that is Unicode's but for a few letters. */
    static boolean same(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        for (int i = 0; i < one.length(); i++) {
            if (Character.toUpperCase(one.charAt(i)) != Character.toUpperCase(other.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
