package org.p2vworkbench.reports.risk;

import java.util.Locale;

/** How bad it is, worst first. */
public enum Severity {
    BLOCKER,
    HIGH,
    MEDIUM,
    LOW,
    INFO;

    /** As in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
