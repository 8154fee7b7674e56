package org.p2vworkbench.agent.cli;

import java.time.Duration;
import java.util.Locale;

/** Bytes and times as people read them. */
final class Amounts {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amounts() {}

    static String bytes(double bytes) {
        int unit = 0;
        double amount = bytes;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, (unit == 0 || amount >= 100 ? "%.0f %s" : "%.1f %s"), amount, UNITS[unit]);
    }

    static String time(Duration time) {
        long minutes = (time.toSeconds() + 59) / 60;
        if (time.toSeconds() < 60) {
            return time.toSeconds() + " s";
        }
        return minutes < 120 ? minutes + " min" : "%d h %02d min".formatted(minutes / 60, minutes % 60);
    }
}
