package org.p2vworkbench.reports.risk;

import java.util.List;
import java.util.Locale;

/** What to do with the machine, in a word; the worst is first. */
public enum Verdict {
    BLOCKED,
    DECIDE,
    FIX,
    READY;

    /**
     * Blocked by a blocker. To be decided when something high or medium is left to a person. To be fixed when all of that is
     * the program's own work. Else ready.
     */
    static Verdict of(List<Finding> findings) {
        boolean work = false;
        boolean decision = false;
        for (Finding finding : findings) {
            if (finding.severity() == Severity.BLOCKER) {
                return BLOCKED;
            }
            boolean matters = finding.severity() == Severity.HIGH || finding.severity() == Severity.MEDIUM;
            work |= matters;
            decision |= matters && (finding.repair() == Remedy.ASSISTED || finding.repair() == Remedy.MANUAL);
        }
        return decision ? DECIDE : work ? FIX : READY;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
