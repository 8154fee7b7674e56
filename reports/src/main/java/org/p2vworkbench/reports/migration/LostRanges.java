package org.p2vworkbench.reports.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.page.Page.Cell;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.preflight.Columns;

/** Ranges that could not be read, with what they belong to. */
record LostRanges(MigrationReport report, Evidence evidence, Words words) {

    private static final int MOST_FILES = 20;

    Grid grid() {
        List<List<Cell>> rows = new ArrayList<>();
        for (MigrationReport.Disk disk : report.disks()) {
            for (MigrationReport.Lost lost : disk.lost()) {
                List<Evidence.LostPlace> places = places(disk.name(), lost);
                rows.add(Columns.row(
                        disk.name(),
                        "0x" + Long.toHexString(lost.offset()),
                        words.bytes(lost.length()),
                        places.stream()
                                .map(Evidence.LostPlace::where)
                                .distinct()
                                .collect(Collectors.joining("; ")),
                        places.isEmpty()
                                ? words.text("migration.lost.unnamed")
                                : places.stream().map(this::held).distinct().collect(Collectors.joining("; ")),
                        lost.cause()));
            }
        }
        return new Grid(
                words.text("migration.lost.caption"),
                new Columns(words)
                        .of(
                                "storage.name",
                                "#migration.offset",
                                "#storage.size",
                                "migration.lost.where",
                                "migration.lost.files",
                                "migration.cause"),
                rows);
    }

    private List<Evidence.LostPlace> places(String disk, MigrationReport.Lost range) {
        return evidence.lost().stream()
                .filter(place -> place.disk().equals(disk)
                        && place.offset() >= range.offset()
                        && place.offset() - range.offset() < Math.max(1, range.length()))
                .toList();
    }

    private String held(Evidence.LostPlace place) {
        if (place.files().isEmpty()) {
            return place.note();
        }
        String shown = place.files().stream().limit(MOST_FILES).collect(Collectors.joining(", "));
        return place.files().size() > MOST_FILES ? shown + ", …" : shown;
    }
}
