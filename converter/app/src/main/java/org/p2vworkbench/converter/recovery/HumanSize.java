package org.p2vworkbench.converter.recovery;

import java.util.Locale;

/** Sizes as lsblk shows them: "10.5G". */
final class HumanSize {

    private static final String UNITS = "BKMGTPE";
    private static final int STEP = 1024;

    private HumanSize() {}

    static String of(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length() - 1) {
            size /= STEP;
            unit++;
        }
        String number = String.format(Locale.ROOT, "%.1f", size);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + UNITS.charAt(unit);
    }
}
