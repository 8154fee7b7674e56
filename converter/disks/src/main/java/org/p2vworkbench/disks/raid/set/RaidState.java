package org.p2vworkbench.disks.raid.set;

import java.util.Locale;

/** How much of a set is there. */
public enum RaidState {
    OPTIMAL,
    /** Readable through redundancy. */
    DEGRADED,
    /** More is missing than redundancy replaces, or the set cannot be read for another reason. */
    FAILED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
