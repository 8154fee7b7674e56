package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.reporting.MachineReport;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.ReportJson;

/** The last step: says in report.html and report.json what was done. That the latter is there means that all else is. */
final class WriteReport {

    private final MachineRecord record;
    private final MachineFolder folder;
    private final String program;
    private final boolean verified;

    WriteReport(MachineRecord record, MachineFolder folder, String program, boolean verified) {
        this.record = record;
        this.folder = folder;
        this.program = program;
        this.verified = verified;
    }

    void run(
            Instant started,
            Instant finished,
            List<DiskOutcome> disks,
            Optional<FixupRecord> repaired,
            List<MigrationReport.Finding> findings)
            throws IOException {
        boolean losses = disks.stream().anyMatch(disk -> !disk.lost().isEmpty());
        MigrationReport report = new MigrationReport(
                MigrationReport.SCHEMA_VERSION,
                record.machine(),
                losses ? "losses" : "done",
                program,
                record.input(),
                time(started),
                time(finished),
                Duration.between(started, finished).toMillis() / 1000.0,
                hardware(),
                disks.stream().map(this::disk).toList(),
                repaired.map(FixupRecord::guest).orElse(Map.of()),
                repaired.map(fixups -> fixups.changes().stream()
                                .map(WriteReport::change)
                                .toList())
                        .orElse(List.of()),
                findings);
        new KeepInventory(folder, program, Clock.systemUTC())
                .ofCopies(record, disks.stream().map(DiskOutcome::plan).toList());
        new MachineReport(folder).writeHtml(report);
        DurableFile.write(folder.reportJson(), ReportJson.of(report));
    }

    private static MigrationReport.Change change(FixupRecord.Changed change) {
        return new MigrationReport.Change(
                change.fixup(),
                change.kind(),
                change.target(),
                change.before(),
                change.after(),
                change.why(),
                change.undo());
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .atZone(ZoneId.systemDefault())
                .toOffsetDateTime()
                .toString();
    }

    private MigrationReport.Machine hardware() {
        MachineHardware hardware = record.hardware();
        return new MigrationReport.Machine(
                record.uuid().toString(),
                hardware.firmware().isUefi() ? "UEFI" : "BIOS",
                hardware.cpu().count(),
                hardware.memoryBytes(),
                hardware.nics().stream()
                        .flatMap(nic -> nic.mac().stream())
                        .map(Object::toString)
                        .toList());
    }

    private MigrationReport.Disk disk(DiskOutcome disk) {
        return new MigrationReport.Disk(
                disk.plan().name(),
                disk.plan().sourceFormat(),
                disk.plan().image().toString(),
                disk.plan().copy().toString(),
                disk.plan().virtualBytes(),
                disk.usedBytes(),
                disk.copiedBytes(),
                disk.plan().chunkBytes(),
                disk.root(),
                verified,
                disk.lost().stream()
                        .map(lost -> new MigrationReport.Lost(lost.offset(), lost.length(), lost.cause()))
                        .toList());
    }
}
