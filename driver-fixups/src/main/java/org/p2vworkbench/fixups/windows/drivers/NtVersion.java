package org.p2vworkbench.fixups.windows.drivers;

import java.util.Optional;

/** A version of Windows by its number: 5.2 is XP x64 and Server 2003. */
record NtVersion(int major, int minor) {

    static Optional<NtVersion> parse(String text) {
        if (!text.matches("\\d{1,3}\\.\\d{1,3}")) {
            return Optional.empty();
        }
        int dot = text.indexOf('.');
        return Optional.of(
                new NtVersion(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1))));
    }

    boolean atLeast(NtVersion other) {
        return major > other.major || major == other.major && minor >= other.minor;
    }
}
