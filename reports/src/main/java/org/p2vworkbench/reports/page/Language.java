package org.p2vworkbench.reports.page;

import java.util.Locale;

/** In which a report is written. */
public enum Language {
    EN("", Locale.UK),
    DE("_de", Locale.GERMANY);

    private final String suffix;
    private final Locale locale;

    Language(String suffix, Locale locale) {
        this.suffix = suffix;
        this.locale = locale;
    }

    String suffix() {
        return suffix;
    }

    Locale locale() {
        return locale;
    }

    /** As HTML names it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
