package org.p2vworkbench.reports.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.p2vworkbench.reports.page.Page.Band;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Cell;
import org.p2vworkbench.reports.page.Page.Chart;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Page.Point;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.preflight.Columns;

/** How fast the copy was over its time, and what it waited for. */
record ThroughputSection(Rates rates, Words words) {

    private static final int WHOLE = 1000;
    private static final int FEWEST = 3;

    /** A sample with its place on the line of time, in seconds from the first one. */
    private record Placed(Rates.Sample sample, double from) {

        double to() {
            return from + sample.seconds();
        }
    }

    List<Block> blocks() {
        List<Placed> placed = placed();
        if (placed.size() < FEWEST) {
            return List.of();
        }
        return List.of(chart(placed), shares(placed));
    }

    private List<Placed> placed() {
        List<Rates.Sample> timed = rates.samples().stream()
                .sorted(Comparator.comparing(sample -> IsoTime.of(sample.time()).orElseThrow()))
                .toList();
        if (timed.isEmpty()) {
            return List.of();
        }
        Instant begin = IsoTime.of(timed.get(0).time()).orElseThrow();
        return timed.stream()
                .map(sample -> new Placed(
                        sample,
                        (IsoTime.of(sample.time()).orElseThrow().toEpochMilli() - begin.toEpochMilli()) / 1000.0))
                .toList();
    }

    private Chart chart(List<Placed> placed) {
        double end = placed.stream().mapToDouble(Placed::to).max().orElse(1);
        double most = Math.max(
                1,
                placed.stream()
                        .mapToDouble(one -> one.sample().perSecond())
                        .max()
                        .orElse(1));
        List<Point> points = new ArrayList<>();
        double before = 0;
        for (Placed one : placed) {
            // Nobody watched: that is no rate, and the line goes down to say so.
            if (one.from() - before > one.sample().seconds()) {
                points.add(new Point(x(before, end), 0));
                points.add(new Point(x(one.from(), end), 0));
            }
            points.add(new Point(x((one.from() + one.to()) / 2, end), (int)
                    (WHOLE * one.sample().perSecond() / most)));
            before = one.to();
        }
        return new Chart(
                words.text("migration.rate.caption"),
                points,
                bands(placed, end),
                words.rate(most),
                words.time(placed.get(0).sample().time()),
                words.duration(end),
                words.text("migration.rate.alt", words.rate(most), words.rate(mean(placed))));
    }

    private static double mean(List<Placed> placed) {
        double seconds =
                placed.stream().mapToDouble(one -> one.sample().seconds()).sum();
        return placed.stream().mapToDouble(one -> one.sample().bytes()).sum() / seconds;
    }

    private List<Band> bands(List<Placed> placed, double end) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Band> bands = new ArrayList<>();
        int i = 0;
        while (i < placed.size()) {
            String limit = placed.get(i).sample().limitedBy();
            double from = placed.get(i).from();
            double to = placed.get(i).to();
            while (i < placed.size() && placed.get(i).sample().limitedBy().equals(limit)) {
                to = placed.get(i).to();
                i++;
            }
            int number = numbers.computeIfAbsent(limit, key -> numbers.size());
            bands.add(new Band(x(from, end), Math.max(1, x(to, end) - x(from, end)), number, name(limit)));
        }
        return bands;
    }

    private static int x(double seconds, double end) {
        return (int) Math.max(0, Math.min(WHOLE, WHOLE * seconds / end));
    }

    private String name(String limit) {
        return words.textOr("migration.limit." + (limit.isEmpty() ? "unknown" : limit), limit);
    }

    private Grid shares(List<Placed> placed) {
        Map<String, List<Placed>> byLimit = placed.stream()
                .collect(Collectors.groupingBy(
                        one -> one.sample().limitedBy(), LinkedHashMap::new, Collectors.toList()));
        double all = placed.stream().mapToDouble(one -> one.sample().seconds()).sum();
        List<List<Cell>> rows = byLimit.entrySet().stream()
                .sorted(Comparator.comparingDouble(limit -> -seconds(limit.getValue())))
                .map(limit -> Columns.row(
                        name(limit.getKey()),
                        words.duration(seconds(limit.getValue())),
                        words.percent(seconds(limit.getValue()) / all),
                        words.rate(mean(limit.getValue()))))
                .toList();
        return new Grid(
                words.text("migration.rate.shares"),
                new Columns(words)
                        .of("migration.limit", "#migration.rate.time", "#storage.share", "#migration.rate.mean"),
                rows);
    }

    private static double seconds(List<Placed> placed) {
        return placed.stream().mapToDouble(one -> one.sample().seconds()).sum();
    }
}
