package org.p2vworkbench.disks.volume;

import java.util.Locale;

/** How much of a volume is there. */
public enum VolumeState {
    OPTIMAL,
    /** Readable through redundancy, or from one leg of a mirror. */
    DEGRADED,
    /** More is missing than redundancy replaces. */
    FAILED,
    /** All there, and made in a way that this program names and does not read. */
    UNSUPPORTED;

    /** As reports and JSON have it: "degraded". */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
