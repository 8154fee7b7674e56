package org.p2vworkbench.reports.preflight;

import java.util.List;
import org.p2vworkbench.reports.page.Page.Card;
import org.p2vworkbench.reports.page.Page.Cards;
import org.p2vworkbench.reports.page.Page.FactRow;
import org.p2vworkbench.reports.page.Page.Paragraph;
import org.p2vworkbench.reports.page.Page.Section;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.risk.Finding;
import org.p2vworkbench.reports.risk.Severity;

/** Findings as cards: what, why it matters, what to do, who. */
public record FindingCards(Words words) {

    public Section section(List<Finding> findings) {
        return new Section(
                "findings",
                words.text("section.findings"),
                List.of(
                        findings.isEmpty()
                                ? new Paragraph(words.text("findings.none"))
                                : new Cards(findings.stream().map(this::card).toList())));
    }

    private Card card(Finding finding) {
        return new Card(
                finding.code(),
                tone(finding.severity()),
                words.text("severity." + finding.severity().code()),
                title(finding, words),
                List.of(
                        row("finding.evidence", finding.evidence()),
                        row("finding.consequence", consequence(finding)),
                        row("finding.remedy", remedy(finding, words)),
                        row(
                                "finding.owner",
                                words.text("owner." + finding.owner().code()) + ", "
                                        + words.text(
                                                "repair." + finding.repair().code()))));
    }

    private FactRow row(String label, String value) {
        return new FactRow(words.text(label), value, "", true);
    }

    public static String title(Finding finding, Words words) {
        return finding.own().map(Finding.Texts::title).orElseGet(() -> words.text(finding.code() + ".title"));
    }

    public static String remedy(Finding finding, Words words) {
        return finding.own().map(Finding.Texts::remedy).orElseGet(() -> words.text(finding.code() + ".remedy"));
    }

    private String consequence(Finding finding) {
        return finding.own()
                .map(Finding.Texts::consequence)
                .orElseGet(() -> words.text(finding.code() + ".consequence"));
    }

    public static String tone(Severity severity) {
        return switch (severity) {
            case BLOCKER -> "bad";
            case HIGH -> "warn";
            case MEDIUM -> "note";
            case LOW, INFO -> "plain";
        };
    }
}
