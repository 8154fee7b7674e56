package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.bare.BareSystems;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.files.MachineDisks;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.raid.DiskSets;
import org.p2vworkbench.converter.recovery.MachineToSave;
import org.p2vworkbench.converter.recovery.Piece;
import org.p2vworkbench.converter.recovery.PlanSet;
import org.p2vworkbench.converter.recovery.SetManifest;
import org.p2vworkbench.converter.recovery.SetOptions;
import org.p2vworkbench.converter.recovery.SetPlan;
import org.p2vworkbench.converter.recovery.WriteSet;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceFinder;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.frames.FrameCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2v recovery set}: a machine's disks as a folder that Clonezilla restores. */
@Command(
        name = "set",
        description = {
            "Write a folder that Clonezilla restores with 'ocs-sr restoredisk', and that proves what is in it.",
            "Of a machine in the store the pristine copies of its disks are taken, without the repairs. Interrupted, the"
                    + " same command starts anew; until a set is whole its folder is called DIR.partial."
        })
final class RecoverySetCommand implements Callable<Integer> {

    private static final int MOST_THREADS = 4;

    @Parameters(
            paramLabel = "MACHINE|IMAGE",
            description = "A machine of the store, by name or folder, or one machine of what 'p2v convert' takes.")
    private String input;

    @Option(names = "-o", paramLabel = "DIR", required = true, description = "Required. The folder to write.")
    private Path target;

    @Mixin
    private StoreOptions store;

    @Mixin
    private FormatOptions format;

    @Option(
            names = "--allow-degraded",
            description = "Go on with images that are a controller's RAID set with members missing.")
    private boolean degradedAllowed;

    @Option(
            names = "--compress",
            paramLabel = "HOW",
            defaultValue = "zstd",
            description =
                    "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}. Discs of Clonezilla from before 2018 know gzip"
                            + " only.")
    private FrameCodec codec;

    @Option(
            names = "--level",
            paramLabel = "N",
            description = "Of the compression: 1 to 19 with zstd, default 3; 1 to 9 with gzip, default 6.")
    private Optional<Integer> level = Optional.empty();

    @Option(
            names = "--split",
            paramLabel = "SIZE",
            description =
                    "The largest file, as 2000M or 4G, in powers of ten: for FAT and for discs. Default: one file for"
                            + " each partition.")
    private Optional<String> split = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads that compress, 1 to 4; default ${DEFAULT-VALUE}. Each takes 35 MiB of memory.")
    private int threads;

    @Option(names = "--dry-run", description = "Print what the set would hold, and write nothing.")
    private boolean dryRun;

    private final Console console;

    RecoverySetCommand(Console console) {
        this.console = console;
    }

    /** What was, or would be, written, as {@code --json} prints it. */
    record Written(
            String machine,
            Path folder,
            boolean dryRun,
            long bytesRead,
            long bytesStored,
            List<Disk> disks,
            List<Image> images,
            List<String> warnings) {

        /** A disk and the name it has in the set. */
        record Disk(String device, String name, long sizeBytes, Optional<String> root, long lostBytes) {}

        /** An image of a partition or volume. */
        record Image(String device, String filesystem, long usedBytes, String wholeBecause) {}
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SetOptions options = options();
        try (Scratch scratch = Scratch.in(InputOptions.SCRATCH);
                MachineToSave machine = machine(scratch)) {
            machine.warnings().forEach(console::warning);
            SetPlan plan = PlanSet.of(machine.disks());
            plan.warnings().forEach(console::warning);
            WriteSet set = new WriteSet(
                    machine.name(),
                    plan,
                    machine.papers(),
                    target.toAbsolutePath().normalize(),
                    options,
                    Clock.systemUTC());
            set.refuse();
            if (dryRun) {
                show(machine, plan, 0);
                return ExitCode.DONE.number();
            }
            SetManifest manifest;
            try (ProgressDisplay display = new ProgressDisplay(console, set.progress())) {
                display.start();
                manifest = set.run();
            }
            show(
                    machine,
                    plan,
                    manifest.files().stream().mapToLong(file -> file.bytes()).sum());
            return (machine.lossy() ? ExitCode.LOSSES : ExitCode.DONE).number();
        }
    }

    private SetOptions options() throws UsageException {
        int chosen = level.orElse(codec.usualLevel());
        if (!codec.hasLevel(chosen)) {
            throw new UsageException(
                    "--level",
                    "%d is no level of %s, which has %s".formatted(chosen, codec.label(), codec.levels()),
                    "Leave it out for the default.");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new UsageException(
                    "--threads", "must be 1 to %d".formatted(MOST_THREADS), "Leave it out for the default.");
        }
        Optional<Long> splitBytes = split.isPresent() ? Optional.of(PieceSize.parse(split.get())) : Optional.empty();
        return new SetOptions(codec, chosen, splitBytes, threads, "p2v " + ProgramVersion.number());
    }

    private MachineToSave machine(Scratch scratch) throws IOException, InterruptedException {
        Optional<MachineFolder> folder = MachineDisks.machine(input, store.store());
        SparseMap holes = new SparseMap();
        if (folder.isPresent()) {
            return MachineToSave.of(folder.get(), holes);
        }
        FoundSources found = SourceFinder.find(List.of(input), format.reading(holes, scratch));
        FoundSources assembled =
                new DiskSets(degradedAllowed, false, false).of(new BareSystems(console::story).wrapped(found));
        assembled.notes().forEach(console::story);
        assembled.warnings().forEach(console::warning);
        if (!assembled.failures().isEmpty()) {
            throw assembled.failures().get(0).cause();
        }
        if (assembled.machines().size() != 1) {
            throw new UsageException(
                    input,
                    assembled.machines().isEmpty()
                            ? "is no machine of the store, no disk image, and describes no machine"
                            : "holds several machines: "
                                    + assembled.machines().stream()
                                            .map(MachineSource::input)
                                            .collect(Collectors.joining(", ")),
                    "Name one machine: each gets a set of its own.");
        }
        return MachineToSave.of(assembled.machines().get(0));
    }

    private void show(MachineToSave machine, SetPlan plan, long storedBytes) {
        if (console.json()) {
            List<String> warnings = new ArrayList<>(machine.warnings());
            warnings.addAll(plan.warnings());
            console.resultAsJson(new Written(
                    machine.name(),
                    target,
                    dryRun,
                    plan.bytesToRead(),
                    storedBytes,
                    plan.disks().stream()
                            .map(planned -> new Written.Disk(
                                    planned.device(),
                                    planned.disk().name(),
                                    planned.disk().bytes().size(),
                                    planned.disk().root(),
                                    planned.disk().lostBytes()))
                            .toList(),
                    plan.pieces().stream()
                            .map(piece -> new Written.Image(
                                    piece.device(), piece.program(), piece.bytesToRead(), piece.wholeBecause()))
                            .toList(),
                    warnings));
            return;
        }
        for (Piece piece : plan.pieces()) {
            console.result("%-16s %-6s %10s  %s"
                    .formatted(
                            piece.device(),
                            piece.program(),
                            Amounts.bytes(piece.bytesToRead()),
                            Harmless.text(piece.wholeBecause()))
                    .stripTrailing());
        }
        plan.swaps().forEach(swap -> console.result("%-16s swap".formatted(swap.device())));
        console.result(
                dryRun
                        ? "%s would be read for %s".formatted(Amounts.bytes(plan.bytesToRead()), target)
                        : "%s  %s read, %s stored"
                                .formatted(target, Amounts.bytes(plan.bytesToRead()), Amounts.bytes(storedBytes)));
    }
}
