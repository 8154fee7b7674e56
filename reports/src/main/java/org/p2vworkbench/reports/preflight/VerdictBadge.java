package org.p2vworkbench.reports.preflight;

import java.util.List;
import org.p2vworkbench.reports.page.Page.Badge;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.risk.Finding;
import org.p2vworkbench.reports.risk.Verdict;

/** The verdict as a word in a box, with the worst finding as its reason. */
public final class VerdictBadge {

    private VerdictBadge() {}

    public static Badge of(Verdict verdict, List<Finding> findings, Words words) {
        String reason = findings.isEmpty()
                ? words.text("verdict.nothing")
                : findings.get(0).code() + ": " + FindingCards.title(findings.get(0), words);
        return new Badge(
                tone(verdict),
                words.text("verdict." + verdict.code()),
                verdict == Verdict.READY ? words.text("verdict.ready.reason") : reason);
    }

    public static String tone(Verdict verdict) {
        return switch (verdict) {
            case BLOCKED -> "bad";
            case DECIDE -> "warn";
            case FIX -> "note";
            case READY -> "good";
        };
    }
}
