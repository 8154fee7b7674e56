package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.ledger.LedgerCheck;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.EventLog;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.reports.MigrationReport;

/**
 * The steps of one machine, in order. What a step did is in the folder, so that a run after a crash finds it: a finished
 * image under its own name, a part with its journal and ledger, a report when all is done.
 */
final class Conversion {

    private final MachineSource source;
    private final MachinePlan plan;
    private final ConvertOptions options;
    private final List<DiskProgress> progress;
    private final HoleMap holes;
    private final String program;
    private final Clock clock;
    private final MachineFolder folder;
    private final EventLog events;

    Conversion(
            MachineSource source,
            MachinePlan plan,
            ConvertOptions options,
            List<DiskProgress> progress,
            HoleMap holes,
            String program,
            Clock clock) {
        this.source = source;
        this.plan = plan;
        this.options = options;
        this.progress = progress;
        this.holes = holes;
        this.program = program;
        this.clock = clock;
        folder = new MachineFolder(plan.folder());
        events = new EventLog(folder.events(), clock);
    }

    MachineOutcome run() throws IOException, InterruptedException {
        Instant started = clock.instant();
        boolean finishedBefore = folder.isFinished();
        MachineRecord record = prepare();
        if (!finishedBefore) {
            source.verify();
        }
        List<DiskOutcome> disks = copyAll();
        boolean verified = finishedBefore || options.verify() || disks.stream().anyMatch(Conversion::wentOnOnADevice);
        if (verified) {
            verifyAll(disks);
        }
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            if (disk.layered()) {
                new SealAndLayer(disk).run();
            }
        }
        List<MigrationReport.Finding> findings = Findings.of(source, disks, options.repair());
        if (!finishedBefore) {
            new Define(source, record, plan, folder).run();
            events.add("define", "done", Map.of("definition", folder.domainXml().toString()));
            new WriteReport(record, folder, program, verified).run(started, clock.instant(), disks, findings);
            events.add("report", "done", Map.of("report", folder.reportJson().toString()));
        }
        return outcome(started, finishedBefore, disks, findings);
    }

    /** Writes down what the machine is and what will be done, before a byte is copied. */
    private MachineRecord prepare() throws IOException {
        try {
            Files.createDirectories(options.store());
            new FreeSpace(options.store()).check(plan, options);
            folder.create();
            UUID uuid = Files.exists(folder.machineJson())
                    ? JsonText.read(folder.machineJson(), MachineRecord.class).uuid()
                    : UUID.randomUUID();
            MachineRecord record = new MachineRecord(
                    MachineRecord.SCHEMA_VERSION,
                    source.name(),
                    uuid,
                    source.input(),
                    source.hardware(),
                    plan.disks().stream()
                            .map(disk -> new MachineRecord.Disk(
                                    disk.name(), disk.sourceFormat(), disk.virtualBytes(), disk.readBytes()))
                            .toList(),
                    source.notes());
            if (folder.isFinished()) {
                // What is there was made by that plan; this one only finds that out.
                return record;
            }
            DurableFile.write(folder.machineJson(), JsonText.document(record) + "\n");
            DurableFile.write(folder.planJson(), JsonText.document(plan) + "\n");
            return record;
        } catch (FileSystemException failed) {
            throw new TargetStorageException(
                    folder.path().toString(),
                    "cannot be written: " + failed.getMessage(),
                    "Choose a folder this user may write to with -o.",
                    failed);
        }
    }

    private List<DiskOutcome> copyAll() throws IOException, InterruptedException {
        List<DiskOutcome> disks = new ArrayList<>();
        for (int i = 0; i < plan.disks().size(); i++) {
            SourceDisk disk = source.disks().get(i);
            events.add("copy", "started", Map.of("disk", disk.name()));
            Instant begun = clock.instant();
            String identity = SourceIdentity.of(source, disk.name());
            List<Path> kept = source.pathsToKeep(options.store());
            DiskOutcome done =
                    new CopyDisk(disk, plan.disks().get(i), folder, identity, kept, options, progress.get(i)).run();
            double seconds = seconds(begun);
            events.add(
                    "copy",
                    "done",
                    Map.of(
                            "disk",
                            disk.name(),
                            "bytes",
                            done.copiedBytes(),
                            "seconds",
                            seconds,
                            "bytesPerSecond",
                            Math.round(done.copiedBytes() / Math.max(0.001, seconds)),
                            "root",
                            done.root()));
            disks.add(done);
        }
        return disks;
    }

    /** Between two runs anybody may have written to a device, so what an earlier run left there has to be proved. */
    private static boolean wentOnOnADevice(DiskOutcome disk) {
        return disk.plan().device().isPresent() && disk.copiedBytes() < disk.usedBytes();
    }

    private void verifyAll(List<DiskOutcome> disks) throws IOException, InterruptedException {
        for (int i = 0; i < disks.size(); i++) {
            MachinePlan.DiskPlan disk = plan.disks().get(i);
            DiskProgress shown = progress.get(i);
            shown.startVerifying();
            LedgerCheck.Result result = new VerifyDisk(
                            disk.copy(), disk.imageFormat(), folder.ledger(disk.name()), holes)
                    .run(options.threads(), shown::copied);
            shown.finish();
            events.add(
                    "verify",
                    result.matches() ? "done" : "failed",
                    Map.of("disk", disk.name(), "root", result.root(), "differentChunks", result.differentChunks()));
            if (!result.matches()) {
                throw new TargetStorageException(
                        disk.copy().toString(),
                        "differs from its ledger in %d chunks, the first at 0x%x"
                                .formatted(
                                        result.differentChunks(),
                                        result.differentOffsets().get(0)),
                        disk.layered()
                                ? "The storage or another program changed it; remove the machine folder, convert again."
                                : "A machine that ran changes its image; convert into another folder to have a fresh one.");
            }
        }
    }

    private MachineOutcome outcome(
            Instant started, boolean skipped, List<DiskOutcome> disks, List<MigrationReport.Finding> findings) {
        boolean losses = disks.stream().anyMatch(disk -> !disk.lost().isEmpty());
        MachineOutcome.Status status = losses ? MachineOutcome.Status.LOSSES : MachineOutcome.Status.DONE;
        return new MachineOutcome(
                source.name(),
                skipped ? MachineOutcome.Status.SKIPPED : status,
                folder.path(),
                losses ? ExitCode.LOSSES : ExitCode.DONE,
                Optional.empty(),
                disks,
                skipped
                        ? List.of()
                        : findings.stream().map(MigrationReport.Finding::text).toList(),
                seconds(started));
    }

    private double seconds(Instant since) {
        return Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }
}
