package org.p2vworkbench.reports.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Cell;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Page.Paragraph;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.preflight.Columns;
import org.p2vworkbench.reports.sizing.Allocation;
import org.p2vworkbench.reports.sizing.MoveTime;
import org.p2vworkbench.reports.sizing.Target;

/** What the inventory said that it would take, beside what it took. */
record PredictionSection(MigrationReport report, Evidence evidence, Words words) {

    /** Nothing when no collector saw the machine before its move. */
    List<Block> blocks() {
        if (evidence.before()
                .filter(inventory -> !inventory.by().equals("image"))
                .isEmpty()) {
            return List.of();
        }
        Inventory before = evidence.before().get();
        MoveTime predicted = MoveTime.of(before, allocation(before), Target.UNKNOWN);
        List<List<Cell>> rows = new ArrayList<>();
        long copied = report.disks().stream()
                .mapToLong(MigrationReport.Disk::copiedBytes)
                .sum();
        rows.add(Columns.row(
                words.text("migration.predicted.bytes"),
                words.bytes(predicted.usedBytes()),
                words.bytes(copied),
                ratio(copied, predicted.usedBytes())));
        stage("copy").ifPresent(seconds -> rows.add(row("migration.stage.copy", predicted.copySeconds(), seconds)));
        stage("verify")
                .ifPresent(seconds -> rows.add(row("migration.stage.verify", predicted.verifySeconds(), seconds)));
        stage("fixup").ifPresent(seconds -> rows.add(row("migration.stage.fixup", MoveTime.REPAIR_SECONDS, seconds)));
        return List.of(
                new Grid(
                        words.text("migration.predicted.caption"),
                        new Columns(words)
                                .of(
                                        "migration.predicted.what",
                                        "#migration.predicted.value",
                                        "#migration.predicted.actual",
                                        "#migration.predicted.ratio"),
                        rows),
                new Paragraph(words.text(
                        "migration.predicted.note",
                        words.time(before.takenAt()),
                        words.text("term." + predicted.bottleneck().name()),
                        words.rate(predicted.bottleneck().bytesPerSecond()))));
    }

    /** Of an inventory that nobody could ask how full its disks are, the time follows from what the disks turned out to hold. */
    private Allocation allocation(Inventory before) {
        Allocation told = Allocation.of(before);
        long used = report.disks().stream()
                .mapToLong(MigrationReport.Disk::usedBytes)
                .reduce(0, Inventory::saturated);
        return told.measured() ? told : new Allocation(told.diskBytes(), used, true);
    }

    private List<Cell> row(String stage, double predicted, double actual) {
        return Columns.row(
                words.text(stage), words.duration(predicted), words.duration(actual), ratio(actual, predicted));
    }

    private String ratio(double actual, double predicted) {
        return predicted <= 0 ? "–" : words.number(actual / predicted, 2);
    }

    /** How long a stage took, by the timeline: from the end of the one before it, or its own first event, to its last. */
    private Optional<Double> stage(String name) {
        Optional<Instant> from = IsoTime.of(report.started());
        Optional<Instant> last = Optional.empty();
        boolean seen = false;
        for (Evidence.Event event : evidence.events()) {
            Optional<Instant> at = IsoTime.of(event.time());
            if (at.isEmpty() || from.isPresent() && at.get().isBefore(from.get())) {
                continue;
            }
            if (event.stage().equals(name)) {
                if (!seen && event.event().equals("started")) {
                    from = at;
                }
                seen = true;
                last = at;
            } else if (!seen) {
                from = at;
            }
        }
        Optional<Instant> begin = from;
        return seen
                ? last.flatMap(
                        end -> begin.map(start -> Math.max(0, end.toEpochMilli() - start.toEpochMilli()) / 1000.0))
                : Optional.empty();
    }
}
