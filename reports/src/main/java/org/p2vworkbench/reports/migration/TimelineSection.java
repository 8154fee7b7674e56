package org.p2vworkbench.reports.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.page.Page.Bar;
import org.p2vworkbench.reports.page.Page.Bars;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Cell;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Page.Paragraph;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.preflight.Columns;

/** What happened when: the stages as bars, every event below. */
record TimelineSection(MigrationReport report, Evidence evidence, Words words) {

    private static final int WHOLE = 1000;
    private static final int MOST_EVENTS = 200;

    private record Span(Instant from, Instant to) {}

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Map<String, Span> stages = stages();
        if (stages.size() > 1) {
            blocks.add(bars(stages));
        }
        if (!evidence.events().isEmpty()) {
            blocks.add(events());
        }
        if (blocks.isEmpty()) {
            blocks.add(new Paragraph(words.text("migration.timeline.none")));
        }
        return blocks;
    }

    /** A stage lasts from the end of the one before, or its own first event, to its last event. */
    private Map<String, Span> stages() {
        Map<String, Span> stages = new LinkedHashMap<>();
        Optional<Instant> end = IsoTime.of(report.finished());
        Instant before = IsoTime.of(report.started()).orElse(Instant.EPOCH);
        for (Evidence.Event event : evidence.events()) {
            Optional<Instant> at = IsoTime.of(event.time());
            // What was done days later has its own place in the list; here it would leave no room for the rest.
            if (at.isEmpty()
                    || at.get().isBefore(before)
                    || end.isPresent() && at.get().isAfter(end.get().plusSeconds(2))) {
                continue;
            }
            Span known = stages.get(event.stage());
            stages.put(event.stage(), new Span(known == null ? before : known.from(), at.get()));
            before = at.get();
        }
        return stages;
    }

    private Bars bars(Map<String, Span> stages) {
        Instant begin = stages.values().iterator().next().from();
        double all = Math.max(
                1,
                stages.values().stream()
                        .mapToLong(span -> millis(begin, span.to()))
                        .max()
                        .orElse(1));
        String longest = "";
        long most = -1;
        for (Map.Entry<String, Span> stage : stages.entrySet()) {
            long length = millis(stage.getValue().from(), stage.getValue().to());
            if (length > most) {
                most = length;
                longest = stage.getKey();
            }
        }
        String slowest = longest;
        List<Bar> bars = stages.entrySet().stream()
                .map(stage -> new Bar(
                        name(stage.getKey()),
                        words.duration(
                                millis(stage.getValue().from(), stage.getValue().to()) / 1000.0),
                        (int) (WHOLE * millis(begin, stage.getValue().from()) / all),
                        (int) (WHOLE
                                * millis(
                                        stage.getValue().from(),
                                        stage.getValue().to())
                                / all),
                        stage.getKey().equals(slowest) ? "warn" : "note"))
                .toList();
        return new Bars(
                words.text("migration.timeline.caption"), bars, words.text("migration.timeline.alt", name(slowest)));
    }

    private Grid events() {
        List<List<Cell>> rows = evidence.events().stream()
                .limit(MOST_EVENTS)
                .map(event -> Columns.row(
                        words.time(event.time()),
                        name(event.stage()),
                        words.textOr("migration.event." + event.event(), event.event()),
                        event.facts().entrySet().stream()
                                .map(fact -> fact.getKey() + " = " + fact.getValue())
                                .collect(Collectors.joining(", "))))
                .toList();
        return new Grid(
                words.text("migration.timeline.events"),
                new Columns(words).of("migration.time", "migration.stage", "migration.event", "migration.facts"),
                rows);
    }

    private String name(String stage) {
        return words.textOr("migration.stage." + stage, stage);
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, to.toEpochMilli() - from.toEpochMilli());
    }
}
