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
import java.util.function.Consumer;
import org.p2vworkbench.converter.copy.DiskProgress;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.ledger.LedgerCheck;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.EventLog;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.disks.DiskFormatException;
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
    private final Consumer<String> story;
    private final MachineFolder folder;
    private final EventLog events;

    Conversion(
            MachineSource source,
            MachinePlan plan,
            ConvertOptions options,
            List<DiskProgress> progress,
            HoleMap holes,
            String program,
            Clock clock,
            Consumer<String> story) {
        this.source = source;
        this.plan = plan;
        this.options = options;
        this.progress = progress;
        this.holes = holes;
        this.program = program;
        this.clock = clock;
        this.story = story;
        folder = new MachineFolder(plan.folder());
        events = new EventLog(folder.events(), clock);
    }

    MachineOutcome run() throws IOException, InterruptedException {
        try {
            try (UsedBlocks used = UsedBlocks.of(source.disks(), options.blocks())) {
                return steps(used);
            }
        } catch (FileSystemException failed) {
            if (failed.getFile() == null || !Path.of(failed.getFile()).startsWith(folder.path())) {
                throw failed;
            }
            throw new TargetStorageException(
                    folder.path().toString(),
                    "cannot be written: " + failed,
                    "Choose a folder this user may write to with -o, then run the command again.",
                    failed);
        }
    }

    private MachineOutcome steps(UsedBlocks used) throws IOException, InterruptedException {
        Instant started = clock.instant();
        boolean finishedBefore = folder.isFinished();
        List<CopyDisk> copies = copies(used);
        for (CopyDisk copy : copies) {
            copy.refuseForeign(finishedBefore);
        }
        if (finishedBefore) {
            return proveAgain(started, copies);
        }
        new ForeseeRepair(source, folder, options, story).run();
        MachineRecord record = prepare();
        source.verify();
        List<DiskOutcome> disks = copyAll(copies);
        new KeepInventory(folder, program, clock).ofSource(source);
        boolean verified = options.verify() || disks.stream().anyMatch(Conversion::wentOnOnADevice);
        if (verified) {
            verifyAll(disks);
        }
        Optional<FixupRecord> repaired =
                new RepairGuest(plan, folder, options, Facts.of(source), program, clock, story).run();
        if (repaired.isPresent()) {
            events.add(
                    "fixup", "done", Map.of("changes", repaired.get().changes().size()));
        }
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            if (disk.layered()) {
                new SealAndLayer(disk).run();
            }
        }
        List<MigrationReport.Finding> findings = Findings.of(source, disks, repaired);
        new Define(record, plan, folder).run();
        events.add("define", "done", Map.of("definition", folder.domainXml().toString()));
        new WriteReport(record, folder, program, verified).run(started, clock.instant(), disks, repaired, findings);
        events.add("report", "done", Map.of("report", folder.reportJson().toString()));
        return outcome(started, false, disks, findings);
    }

    /** A finished machine is not touched; that its copies are as they were is proved by their ledgers. */
    private MachineOutcome proveAgain(Instant started, List<CopyDisk> copies) throws IOException, InterruptedException {
        List<DiskOutcome> disks = new ArrayList<>();
        for (CopyDisk copy : copies) {
            disks.add(copy.run());
        }
        verifyAll(disks);
        return outcome(started, true, disks, List.of());
    }

    private List<CopyDisk> copies(UsedBlocks used) throws IOException {
        List<CopyDisk> copies = new ArrayList<>();
        List<Path> kept = source.pathsToKeep(options.store());
        for (int i = 0; i < plan.disks().size(); i++) {
            SourceDisk disk = source.disks().get(i);
            String identity = SourceIdentity.of(source, disk.name());
            copies.add(new CopyDisk(disk, plan.disks().get(i), folder, identity, kept, options, used, progress.get(i)));
        }
        return copies;
    }

    /** Writes down what the machine is and what will be done, before a byte is copied. */
    private MachineRecord prepare() throws IOException {
        try {
            Files.createDirectories(options.store());
            new FreeSpace(options.store(), folder).check(plan, options);
            folder.create();
            UUID uuid = uuid();
            MachineRecord record = new MachineRecord(
                    MachineRecord.SCHEMA_VERSION,
                    source.name(),
                    uuid,
                    source.input(),
                    source.hardware(),
                    disks(),
                    source.notes());
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

    private List<MachineRecord.Disk> disks() {
        List<MachineRecord.Disk> disks = new ArrayList<>();
        for (int i = 0; i < plan.disks().size(); i++) {
            MachinePlan.DiskPlan disk = plan.disks().get(i);
            disks.add(new MachineRecord.Disk(
                    disk.name(),
                    disk.sourceFormat(),
                    disk.virtualBytes(),
                    disk.readBytes(),
                    source.disks().get(i).serial()));
        }
        return disks;
    }

    /** Of the machine that an earlier run began, so that it stays one machine. */
    private UUID uuid() throws IOException {
        if (!Files.exists(folder.machineJson())) {
            return UUID.randomUUID();
        }
        try {
            return JsonText.read(folder.machineJson(), MachineRecord.class).uuid();
        } catch (DiskFormatException foreign) {
            throw new RefusedException(folder.machineJson().toString(), foreign.getMessage(), foreign.next());
        }
    }

    private List<DiskOutcome> copyAll(List<CopyDisk> copies) throws IOException, InterruptedException {
        List<DiskOutcome> disks = new ArrayList<>();
        for (int i = 0; i < plan.disks().size(); i++) {
            SourceDisk disk = source.disks().get(i);
            events.add("copy", "started", Map.of("disk", disk.name()));
            Instant begun = clock.instant();
            DiskOutcome done = copies.get(i).run();
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
                                ? "Test the storage and the memory of both machines, or find the program that wrote there; remove the"
                                        + " machine folder and copy again."
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
                findings.stream().map(MigrationReport.Finding::text).toList(),
                seconds(started));
    }

    private double seconds(Instant since) {
        return Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }
}
