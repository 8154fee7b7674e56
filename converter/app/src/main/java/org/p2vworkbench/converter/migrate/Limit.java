package org.p2vworkbench.converter.migrate;

import java.util.Arrays;
import java.util.Locale;

/** What a copy waits for. */
enum Limit {
    UNKNOWN(""),
    AWAY("the machine, which is away"),
    PAUSE("the pause that was asked for"),
    LIMIT("the limit that was set"),
    HOST("this host"),
    BOTH("both ends about alike"),
    SOURCE("the old disk"),
    LINK("the link or the old machine");

    private final String words;

    Limit(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** As files and reports have it; empty while it is not known. */
    String code() {
        return this == UNKNOWN ? "" : name().toLowerCase(Locale.ROOT);
    }

    static Limit of(String words) {
        return Arrays.stream(values())
                .filter(limit -> limit.words.equals(words))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
