package org.p2vworkbench.reports.risk;

import java.util.Locale;

/** Who has to do something about it. */
public enum Owner {
    CUSTOMER,
    CONSULTANT,
    TOOL;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
