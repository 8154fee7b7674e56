package org.p2vworkbench.disks.volume.lvm;

/** LVM's identifiers: 32 letters and digits, in the metadata's text with hyphens between seven groups. */
final class LvmUuid {

    static final int CHARS = 32;
    private static final int[] GROUPS = {6, 4, 4, 4, 4, 4, 6};

    private LvmUuid() {}

    /** As the tools print it; what has not {@link #CHARS} characters stays as it is. */
    static String hyphenated(String plain) {
        if (plain.length() != CHARS) {
            return plain;
        }
        StringBuilder shown = new StringBuilder();
        int at = 0;
        for (int length : GROUPS) {
            shown.append(at == 0 ? "" : "-").append(plain, at, at + length);
            at += length;
        }
        return shown.toString();
    }
}
