package org.p2vworkbench.agent.cli;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the converter is to call this machine: it makes a folder of that name. */
record MachineName(String text) {

    private static final int LONGEST = 64;
    private static final Pattern WRITTEN = Pattern.compile("[a-z0-9][a-z0-9._-]*");

    MachineName {
        if (!WRITTEN.matcher(text).matches() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "'%s' is no name for a machine: at most %d of a-z 0-9 . _ -, and the first a letter or a digit; give one with --name"
                            .formatted(text, LONGEST));
        }
    }

    /** The name that comes closest to a host's: "WEB 01" becomes "web-01". */
    static String near(String hostName) {
        String near = hostName.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+", "");
        return near.substring(0, Math.min(LONGEST, near.length()));
    }
}
