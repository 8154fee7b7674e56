package org.p2vworkbench.reports.risk;

import java.util.Locale;

/** How much of the remedy this program does by itself. */
public enum Remedy {
    /** All of it, with its undo. */
    AUTOMATIC,
    /** It plans around it. */
    PLANNED,
    /** It helps a person to. */
    ASSISTED,
    /** Nothing. */
    MANUAL;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
