package org.p2vworkbench.reports.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.sheet.Sheet;

/** The report after a migration as tables. */
public final class MigrationSheets {

    private MigrationSheets() {}

    public static List<Sheet> of(MigrationReport report) {
        List<List<Object>> disks = new ArrayList<>();
        List<List<Object>> lost = new ArrayList<>();
        for (MigrationReport.Disk disk : report.disks()) {
            disks.add(Arrays.asList(
                    report.machine(),
                    disk.name(),
                    disk.image(),
                    disk.virtualBytes(),
                    disk.usedBytes(),
                    disk.copiedBytes(),
                    disk.root(),
                    disk.verified()));
            disk.lost()
                    .forEach(range ->
                            lost.add(Arrays.asList(disk.name(), range.offset(), range.length(), range.cause())));
        }
        return List.of(
                new Sheet(
                        "disks",
                        List.of(
                                "machine",
                                "disk",
                                "image",
                                "virtualBytes",
                                "usedBytes",
                                "copiedBytes",
                                "root",
                                "verified"),
                        disks),
                new Sheet(
                        "changes",
                        List.of("fixup", "kind", "target", "before", "after", "why", "undo"),
                        report.changes().stream()
                                .map(change -> Arrays.<Object>asList(
                                        change.fixup(),
                                        change.kind(),
                                        change.target(),
                                        change.before(),
                                        change.after(),
                                        change.why(),
                                        change.undo()))
                                .toList()),
                new Sheet(
                        "findings",
                        List.of("code", "severity", "text", "remedy"),
                        report.findings().stream()
                                .map(finding -> Arrays.<Object>asList(
                                        finding.code(), finding.severity(), finding.text(), finding.remedy()))
                                .toList()),
                new Sheet("lost", List.of("disk", "offset", "length", "cause"), lost));
    }
}
