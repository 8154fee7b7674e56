package org.p2vworkbench.disks.partclone;

import java.nio.charset.StandardCharsets;

/** Text fields, which end at their first zero byte. */
final class Ascii {

    private Ascii() {}

    static String of(byte[] bytes, int from, int room) {
        String all = new String(bytes, from, room, StandardCharsets.ISO_8859_1);
        int end = all.indexOf(0);
        return end < 0 ? all : all.substring(0, end);
    }
}
