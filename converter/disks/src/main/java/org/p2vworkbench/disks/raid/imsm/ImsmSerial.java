package org.p2vworkbench.disks.raid.imsm;

import java.util.regex.Pattern;

/**
 * A drive's serial number as records have it: without blanks, ':' turned into ';', the last 16 characters (mdadm 4.2,
 * super-intel.c, imsm_read_serial). A ':' and a number at the end mark a disk that was given up, so that it does not
 * match when it comes back; longer serials lose characters at the front to make room.
 */
record ImsmSerial(String text) {

    static final int LENGTH = 16;

    private static final Pattern PLACEHOLDER = Pattern.compile(":\\d+$");

    /** As a drive tells it. */
    static ImsmSerial ofDrive(String told) {
        String kept = kept(told).replace(':', ';');
        return new ImsmSerial(kept.substring(Math.max(0, kept.length() - LENGTH)));
    }

    /** As a record has it. */
    static ImsmSerial recorded(String text) {
        return new ImsmSerial(kept(text));
    }

    boolean isPlaceholder() {
        return PLACEHOLDER.matcher(text).find();
    }

    /** Whether a drive with {@code other} is the one this was written for. */
    boolean isOf(ImsmSerial other) {
        String original = PLACEHOLDER.matcher(text).replaceFirst("");
        if (original.isEmpty()) {
            return false;
        }
        return isPlaceholder() && text.length() == LENGTH ? other.text.endsWith(original) : other.text.equals(original);
    }

    private static String kept(String text) {
        StringBuilder kept = new StringBuilder();
        text.chars().filter(c -> c > 0x20 && c < 0x7f).forEach(c -> kept.append((char) c));
        return kept.toString();
    }
}
