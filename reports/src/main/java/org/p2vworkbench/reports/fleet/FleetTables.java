package org.p2vworkbench.reports.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.page.Page.Bar;
import org.p2vworkbench.reports.page.Page.Bars;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Cell;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Page.Paragraph;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.preflight.Columns;
import org.p2vworkbench.reports.preflight.VerdictBadge;

/** The tables of an estate's page. */
record FleetTables(Fleet fleet, Words words) {

    private static final int WHOLE = 1000;

    Grid capacity() {
        long threads = sum(
                member -> member.inventory().hardware().processor().threads().orElse(0L));
        long memory = sum(
                member -> member.inventory().hardware().memory().totalBytes().orElse(0L));
        long disks = sum(member -> member.inventory().diskBytes());
        return new Grid(
                "",
                new Columns(words).of("fleet.what", "#fleet.today", "#fleet.proposed"),
                List.of(
                        Columns.row(
                                words.text("sizing.processors"),
                                words.number(threads),
                                words.number(sum(
                                        member -> member.assessment().proposal().processors()))),
                        Columns.row(
                                words.text("sizing.memory"),
                                words.bytes(memory),
                                words.bytes(sum(
                                        member -> member.assessment().proposal().memoryBytes()))),
                        Columns.row(words.text("sizing.disks"), words.bytes(disks), words.bytes(fleet.poolBytes()))));
    }

    private long sum(ToLongFunction<Fleet.Member> part) {
        return fleet.members().stream().mapToLong(part).reduce(0, Inventory::saturated);
    }

    Block support() {
        Map<String, List<String>> byEvidence = new TreeMap<>();
        for (Fleet.Member member : fleet.members()) {
            member.assessment().findings().stream()
                    .filter(finding -> finding.code().equals("OPS-004"))
                    .forEach(finding -> byEvidence
                            .computeIfAbsent(finding.evidence(), evidence -> new ArrayList<>())
                            .add(member.name()));
        }
        return byEvidence.isEmpty()
                ? new Paragraph(words.text("fleet.support.none"))
                : new Grid(
                        "",
                        new Columns(words).of("fleet.system", "#fleet.count", "fleet.machines"),
                        byEvidence.entrySet().stream()
                                .map(system -> Columns.row(
                                        system.getKey(),
                                        words.number(system.getValue().size()),
                                        String.join(", ", system.getValue())))
                                .toList());
    }

    /** By the year in which the firmware was made, which no update of a server that was forgotten has changed. */
    Block age() {
        Map<Integer, Integer> byYear = new TreeMap<>();
        for (Fleet.Member member : fleet.members()) {
            member.inventory()
                    .hardware()
                    .platform()
                    .year()
                    .value()
                    .ifPresent(year -> byYear.merge(year, 1, Integer::sum));
        }
        if (byYear.isEmpty()) {
            return new Paragraph(words.text("fleet.age.none"));
        }
        int most = byYear.values().stream().max(Comparator.naturalOrder()).orElse(1);
        int known = byYear.values().stream().mapToInt(Integer::intValue).sum();
        return new Bars(
                words.text("fleet.age.caption"),
                byYear.entrySet().stream()
                        .map(year -> new Bar(
                                year.getKey().toString(),
                                words.number(year.getValue()),
                                0,
                                WHOLE * year.getValue() / most,
                                "plain"))
                        .toList(),
                words.text("fleet.age.alt", known, fleet.members().size()));
    }

    Block changes(FleetDiff changes) {
        return changes.changes().isEmpty()
                ? new Paragraph(words.text("fleet.changes.none"))
                : new Grid(
                        "",
                        new Columns(words).of("fleet.machine", "fleet.change", "fleet.before", "fleet.after"),
                        changes.changes().stream()
                                .map(change -> Columns.row(
                                        change.machine(),
                                        words.text("fleet.change." + change.kind()),
                                        shown(change.before()),
                                        shown(change.after())))
                                .toList());
    }

    private String shown(String value) {
        return value.matches("[0-9]{1,18}")
                ? words.bytes(Long.parseLong(value))
                : words.textOr("verdict." + value, value);
    }

    Grid servers() {
        return new Grid(
                "",
                new Columns(words)
                        .of(
                                "fleet.machine",
                                "fleet.verdict",
                                "fleet.system",
                                "platform.model",
                                "#sizing.processors",
                                "#sizing.memory",
                                "#tile.disks",
                                "#tile.time",
                                "#sizing.effort"),
                fleet.members().stream().map(this::server).toList());
    }

    private List<Cell> server(Fleet.Member member) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(member.name()));
        row.add(new Cell(
                words.text("verdict." + member.assessment().verdict().code()),
                VerdictBadge.tone(member.assessment().verdict()),
                ""));
        row.addAll(Columns.row(
                member.inventory()
                        .guest()
                        .map(guest -> guest.name().orElse("–"))
                        .orElse("–"),
                member.inventory().hardware().platform().model().orElse("–"),
                words.number(member.assessment().proposal().processors()),
                words.bytes(member.assessment().proposal().memoryBytes()),
                words.bytes(member.assessment().time().usedBytes()),
                words.duration(member.assessment().time().p50Seconds()),
                words.number(member.assessment().effort(), 1)));
        return row;
    }

    List<Block> quality() {
        List<List<Cell>> rows = new ArrayList<>();
        fleet.broken()
                .forEach(broken -> rows.add(List.of(
                        new Cell(broken.file(), "bad", ""),
                        Cell.of(words.text("fleet.broken")),
                        Cell.of(broken.why()))));
        fleet.members().forEach(member -> member.inventory()
                .missed()
                .forEach(missed -> rows.add(Columns.row(member.name(), missed.what(), missed.why()))));
        return List.of(
                rows.isEmpty()
                        ? new Paragraph(words.text("quality.all"))
                        : new Grid("", new Columns(words).of("fleet.machine", "quality.what", "quality.why"), rows));
    }
}
