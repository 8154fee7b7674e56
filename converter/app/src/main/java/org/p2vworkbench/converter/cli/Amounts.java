package org.p2vworkbench.converter.cli;

import java.util.Locale;

/** Bytes and times as people read them. */
final class Amounts {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amounts() {}

    static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1000 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        String format = unit == 0 ? "%.0f %s" : amount < 10 ? "%.2f %s" : amount < 100 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, format, amount, UNITS[unit]);
    }

    static String rate(long bytesPerSecond) {
        return bytes(bytesPerSecond) + "/s";
    }

    /** "41 s", "7:03", "2:07:41". */
    static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        long hours = seconds / 3600;
        return hours == 0
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(hours, seconds / 60 % 60, seconds % 60);
    }
}
