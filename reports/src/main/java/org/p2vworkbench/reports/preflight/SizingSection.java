package org.p2vworkbench.reports.preflight;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.page.Page.Bar;
import org.p2vworkbench.reports.page.Page.Bars;
import org.p2vworkbench.reports.page.Page.FactRow;
import org.p2vworkbench.reports.page.Page.FactRows;
import org.p2vworkbench.reports.page.Page.Section;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.risk.Assessment;
import org.p2vworkbench.reports.sizing.MoveTime;
import org.p2vworkbench.reports.sizing.Proposal;

/** The new machine's size, and the time it takes, with what limits it. */
record SizingSection(Inventory inventory, Assessment assessment, Words words) {

    private static final int WHOLE = 1000;

    Section section() {
        Proposal proposal = assessment.proposal();
        MoveTime time = assessment.time();
        List<FactRow> rows = new ArrayList<>();
        String reason = words.text(proposal.measured() ? "sizing.measured" : "sizing.as-is");
        rows.add(row("sizing.processors", words.number(proposal.processors()), reason));
        rows.add(row("sizing.memory", words.bytes(proposal.memoryBytes()), reason));
        rows.add(row("sizing.disks", words.bytes(proposal.diskBytes()), words.text("sizing.disks.note")));
        rows.add(row("sizing.pool", words.bytes(proposal.poolBytes()), words.text("sizing.pool.note")));
        rows.add(row(
                "sizing.confidence",
                "★".repeat(proposal.stars()) + "☆".repeat(5 - proposal.stars()),
                words.text("sizing.stars." + proposal.stars())));
        rows.add(row(
                "sizing.time",
                words.duration(time.p50Seconds()) + " – " + words.duration(time.p90Seconds()),
                words.text("sizing.time.note", words.duration(time.copySeconds()), words.bytes(time.usedBytes()))));
        rows.add(row(
                "sizing.bottleneck",
                words.text("term." + time.bottleneck().name()),
                words.text(
                        "sizing.bottleneck.note",
                        words.rate(time.bottleneck().bytesPerSecond()),
                        words.text("term." + time.terms().get(1).name()),
                        words.number(time.gainWithoutBottleneck(), 1))));
        assessment
                .downtime()
                .ifPresent(downtime -> rows.add(row(
                        "sizing.downtime",
                        downtime.converges() ? words.duration(downtime.seconds()) : "–",
                        words.text(downtime.converges() ? "sizing.downtime.note" : "sizing.downtime.never"))));
        rows.add(row("sizing.effort", words.number(assessment.effort(), 1), words.text("sizing.effort.note")));
        return new Section("sizing", words.text("section.sizing"), List.of(new FactRows(rows), rates(time)));
    }

    private FactRow row(String label, String value, String note) {
        return new FactRow(words.text(label), value, note, true);
    }

    private Bars rates(MoveTime time) {
        long most = time.terms().get(time.terms().size() - 1).bytesPerSecond();
        List<Bar> bars = time.terms().stream()
                .map(term -> new Bar(
                        words.text("term." + term.name()),
                        words.rate(term.bytesPerSecond()) + (term.assumed() ? " " + words.text("sizing.assumed") : ""),
                        0,
                        (int) Math.max(5, WHOLE * (double) term.bytesPerSecond() / most),
                        term.equals(time.bottleneck()) ? "warn" : "plain"))
                .toList();
        return new Bars(
                words.text("sizing.rates"),
                bars,
                words.text(
                        "sizing.rates.alt",
                        words.text("term." + time.bottleneck().name())));
    }
}
