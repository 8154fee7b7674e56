package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.converter.copy.DiskProgress;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.fixup.FixupFolder;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.ledger.LedgerCheck;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.EventLog;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.reports.MigrationReport;

/**
 * A machine that was copied once, brought up to date: only what has changed since travels. The copies of all its disks
 * are touched when the changes of all have arrived and not before, so that they are of one moment or of none.
 */
public final class SecondPass {

    private final MachineSource source;
    private final MachineFolder folder;
    private final MachinePlan plan;
    private final ConvertOptions options;
    private final Terms terms;
    private final HoleMap holes;
    private final String program;
    private final Clock clock;
    private final Consumer<String> story;
    private final EventLog events;
    private final List<DiskProgress> progress = new ArrayList<>();

    /**
     * Under what it is done.
     *
     * @param pass which one: what an interrupted one has fetched is good for the same one only
     * @param discardChanges whether what was changed in the new machine since may go
     */
    public record Terms(String pass, boolean discardChanges) {}

    public SecondPass(
            MachineSource source,
            ConvertOptions options,
            Terms terms,
            HoleMap holes,
            String program,
            Clock clock,
            Consumer<String> story)
            throws IOException {
        this.source = source;
        this.options = options;
        this.terms = terms;
        this.holes = holes;
        this.program = program;
        this.clock = clock;
        this.story = story;
        folder = new MachineFolder(
                options.store().resolve(source.name()).toAbsolutePath().normalize());
        events = new EventLog(folder.events(), clock);
        plan = planOfTheFirst();
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            progress.add(new DiskProgress(source.name(), disk.name(), disk.readBytes(), clock));
        }
    }

    /** Whether a second pass had begun to change the copies in this folder when it was interrupted. */
    public static boolean isHalfDone(MachineFolder folder) throws IOException {
        return Files.exists(folder.planJson())
                && !folder.isFinished()
                && MachinePlan.of(folder).disks().stream().anyMatch(RefreshDisk::isFetched);
    }

    /** Every disk, to be watched while {@link #run} runs. */
    public List<DiskProgress> progress() {
        return List.copyOf(progress);
    }

    private MachinePlan planOfTheFirst() throws IOException {
        if (!Files.exists(folder.planJson()) || !folder.isFinished() && !isHalfDone(folder)) {
            throw new RefusedException(
                    source.name(),
                    "has no finished first pass that a second one could bring up to date",
                    "Run 'p2v migrate %s' without --delta first; if one is unfinished, that goes on with it."
                            .formatted(source.name()));
        }
        MachinePlan kept = MachinePlan.of(folder);
        for (MachinePlan.DiskPlan disk : kept.disks()) {
            if (disk.device().isPresent()) {
                throw new RefusedException(
                        disk.name(), "is a device, and only copies in files are brought up to date", "Copy it again.");
            }
        }
        return kept;
    }

    public MachineOutcome run() throws IOException, InterruptedException {
        Instant started = clock.instant();
        List<SourceDisk> disks = disksOfTheFirst();
        refuseImagesThatRan();
        try (UsedBlocks used = UsedBlocks.of(source.disks(), options.blocks())) {
            List<RefreshDisk> refreshes = refreshes(disks, used);
            if (isHalfDone(folder)) {
                finishWhatIsHalfDone(refreshes);
            }
            for (int i = 0; i < refreshes.size(); i++) {
                events.add("compare", "started", Map.of("disk", disks.get(i).name()));
                refreshes.get(i).fetch();
            }
            // From here on the copies are neither of the one moment nor of the other; the report says when they are
            // again.
            Files.deleteIfExists(folder.reportJson());
            Files.deleteIfExists(folder.reportHtml());
            return finish(started, refreshes);
        } finally {
            progress.forEach(DiskProgress::stop);
        }
    }

    /** By name; whoever made the source has given each the name it had. */
    private List<SourceDisk> disksOfTheFirst() throws IOException {
        List<SourceDisk> found = new ArrayList<>();
        for (MachinePlan.DiskPlan known : plan.disks()) {
            SourceDisk disk = source.disks().stream()
                    .filter(one -> one.name().equals(known.name()))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(
                            source.name() + " " + known.name(),
                            "was copied before, and the machine does not have it now",
                            "Find out what became of it; to copy the machine as it is now, remove its folder."));
            long size;
            try (var image = disk.open()) {
                size = image.size();
            }
            if (size != known.virtualBytes()) {
                throw new RefusedException(
                        source.name() + " " + known.name(),
                        "has %d bytes, and had %d when it was copied".formatted(size, known.virtualBytes()),
                        "It is another disk, or was made larger: remove the machine's folder and copy it whole.");
            }
            found.add(disk);
        }
        return found;
    }

    /**
     * What the machine boots from is made anew, repairs and all, so whatever it wrote there itself would be lost. Its own
     * time of change tells: all that is done here ends before the report or the list of repairs is written.
     */
    private void refuseImagesThatRan() throws IOException {
        if (terms.discardChanges() || isHalfDone(folder)) {
            return;
        }
        FileTime made = Files.getLastModifiedTime(folder.reportJson());
        Path repairs = new FixupFolder(folder.path()).changesJson();
        if (Files.exists(repairs) && Files.getLastModifiedTime(repairs).compareTo(made) > 0) {
            made = Files.getLastModifiedTime(repairs);
        }
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            if (Files.exists(disk.image())
                    && Files.getLastModifiedTime(disk.image()).compareTo(made) > 0) {
                throw new RefusedException(
                        disk.image().toString(),
                        "was written to since the machine was copied: it has run from it",
                        "Add --discard-changes to give up what it wrote; repairs are made again anyway.");
            }
        }
    }

    private List<RefreshDisk> refreshes(List<SourceDisk> disks, UsedBlocks used) throws IOException {
        List<RefreshDisk> refreshes = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            MachinePlan.DiskPlan disk = plan.disks().get(i);
            String identity = CopyDisk.identity(SourceIdentity.of(source, disk.name()), disk);
            refreshes.add(new RefreshDisk(
                    disks.get(i), disk, folder, identity, terms.pass(), options, used, progress.get(i)));
        }
        return refreshes;
    }

    /** The pass that was interrupted first: its changes are here, and this one's hashes count from them. */
    private void finishWhatIsHalfDone(List<RefreshDisk> refreshes) throws IOException, InterruptedException {
        for (int i = 0; i < refreshes.size(); i++) {
            if (RefreshDisk.isFetched(plan.disks().get(i))) {
                refreshes.get(i).merge();
                verify(i);
                refreshes.get(i).forgetLayer();
            }
        }
    }

    private MachineOutcome finish(Instant started, List<RefreshDisk> refreshes)
            throws IOException, InterruptedException {
        List<DiskOutcome> disks = new ArrayList<>();
        for (int i = 0; i < refreshes.size(); i++) {
            refreshes.get(i).merge();
            progress.get(i).startVerifying();
            verify(i);
            refreshes.get(i).forgetLayer();
            MachinePlan.DiskPlan disk = plan.disks().get(i);
            if (disk.layered()) {
                Files.deleteIfExists(disk.image());
            }
            DiskOutcome outcome = refreshes.get(i).outcome();
            disks.add(outcome);
            events.add(
                    "delta",
                    "done",
                    Map.of("disk", disk.name(), "changedBytes", outcome.copiedBytes(), "root", outcome.root()));
        }
        MachineRecord record = JsonText.read(folder.machineJson(), MachineRecord.class);
        // What repairs of the earlier copy take back is not in this one.
        new FixupFolder(folder.path()).clear();
        Optional<FixupRecord> repaired =
                new RepairGuest(plan, folder, options, Facts.of(source.hardware()), program, clock, story).run();
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            if (disk.layered()) {
                new SealAndLayer(disk).run();
            }
        }
        List<MigrationReport.Finding> findings = Findings.of(source, disks, repaired);
        new Define(record, plan, folder).run();
        new WriteReport(record, folder, program, true).run(started, clock.instant(), disks, repaired, findings);
        events.add("report", "done", Map.of("report", folder.reportJson().toString()));
        return outcome(started, disks, findings);
    }

    private void verify(int i) throws IOException, InterruptedException {
        MachinePlan.DiskPlan disk = plan.disks().get(i);
        LedgerCheck.Result result = new VerifyDisk(disk.copy(), disk.imageFormat(), folder.ledger(disk.name()), holes)
                .run(options.threads(), progress.get(i)::copied);
        if (!result.matches()) {
            throw new TargetStorageException(
                    disk.copy().toString(),
                    "differs from its ledger in %d chunks after it was brought up to date, the first at 0x%x"
                            .formatted(
                                    result.differentChunks(),
                                    result.differentOffsets().get(0)),
                    "Something else has written to it, perhaps the machine itself, which has run from it: remove the"
                            + " machine's folder and copy it whole.");
        }
    }

    private MachineOutcome outcome(Instant started, List<DiskOutcome> disks, List<MigrationReport.Finding> findings) {
        boolean losses = disks.stream().anyMatch(disk -> !disk.lost().isEmpty());
        long changed = disks.stream().mapToLong(DiskOutcome::copiedBytes).sum();
        List<String> notes = new ArrayList<>();
        notes.add("%d bytes had changed since the pass before; ledger/*.changed lists where.".formatted(changed));
        findings.forEach(finding -> notes.add(finding.text()));
        return new MachineOutcome(
                source.name(),
                losses ? MachineOutcome.Status.LOSSES : MachineOutcome.Status.DONE,
                folder.path(),
                losses ? ExitCode.LOSSES : ExitCode.DONE,
                Optional.empty(),
                disks,
                notes,
                Duration.between(started, clock.instant()).toMillis() / 1000.0);
    }
}
