package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.bare.BareSystems;
import org.p2vworkbench.converter.convert.Batch;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.convert.DeviceRequest;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.disks.image.qcow2.Qcow2Options;
import org.p2vworkbench.disks.image.raw.HoleMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2v convert}: disk images and machine descriptions become machine folders. */
@Command(
        name = "convert",
        description = {
            "Turn disk images into KVM machines.",
            "Each machine gets a folder below DIR: its disks as qcow2, a libvirt definition, a report, and a ledger"
                    + " that proves the copy. Run again, the same command skips what is finished and resumes the rest."
        })
final class ConvertCommand implements Callable<Integer> {

    /** qcow2 knows smaller ones; they make tables larger than they save. */
    private static final int SMALLEST_CLUSTER_KIB = 4;

    private static final int LARGEST_CLUSTER_KIB = 2048;

    @Mixin
    private InputOptions inputs;

    @Option(
            names = "-o",
            paramLabel = "DIR",
            required = true,
            description = "Required. Where each machine gets a folder.")
    private Path store;

    @Option(names = "--name", paramLabel = "N", description = "Name of the machine, when the inputs are one.")
    private Optional<String> name = Optional.empty();

    @Mixin
    private NewDiskOptions disks;

    @Option(
            names = "--cluster-size",
            paramLabel = "KIB",
            defaultValue = "64",
            description = "Of qcow2 disks, in KiB: a power of two from 4 to 2048; default ${DEFAULT-VALUE}.")
    private int clusterKib;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Machines at a time; default ${DEFAULT-VALUE}. One already uses every processor.")
    private int jobs;

    @Option(names = "--threads", paramLabel = "N", description = "Threads per disk; default: one more than processors.")
    private int threads = Runtime.getRuntime().availableProcessors() + 1;

    @Mixin
    private RepairAfterCopyOptions repair;

    @Mixin
    private AllBlocksOption blocks;

    @Option(
            names = "--held-blocks",
            description =
                    "Copy every block that the image holds, of deleted files too, and skip what it knows to be zeros.")
    private boolean heldBlocks;

    @Mixin
    private DiskSetOptions sets;

    @Option(names = "--verify", description = "Read each finished image back and compare it with its ledger.")
    private boolean verify;

    @Option(names = "--dry-run", description = "Print what would be done, and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--to-device",
            paramLabel = "[DISK=]/dev/PATH",
            description = "Write this disk, raw, to a block device: a logical volume, a disk. May be repeated. All that"
                    + " the device holds is lost.")
    private List<String> toDevices = List.of();

    @Option(names = "--yes", description = "Overwrite the devices of --to-device without asking.")
    private boolean yes;

    private final Console console;

    ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        check();
        try (Scratch scratch = Scratch.in(scratchFolder())) {
            return convert(scratch);
        }
    }

    private int convert(Scratch scratch) throws IOException, InterruptedException {
        HoleMap holes = new SparseMap();
        FoundSources named = new BareSystems(console::story).wrapped(inputs.find(holes, scratch));
        FoundSources found = sets.wanted().of(named);
        found.notes().forEach(console::story);
        found.warnings().forEach(console::warning);
        if (found.machines().isEmpty() && found.failures().isEmpty()) {
            throw new UsageException(
                    "INPUT",
                    "nothing here is a disk image or describes a machine",
                    "Name images or descriptions, or add --input-format raw if these are raw disks.");
        }
        demandOneMachine(found);
        Batch batch = new Batch(options(), holes, "p2v " + ProgramVersion.number(), Clock.systemUTC());
        batch.assess(name.isPresent() ? named(found) : found);
        if (dryRun) {
            return dryRun(batch);
        }
        DeviceQuestion question = new DeviceQuestion(console);
        for (MachinePlan plan : batch.overwriting()) {
            question.ask(plan, yes);
        }
        List<MachineOutcome> outcomes;
        ConvertPrinter printer = new ConvertPrinter(console);
        try (ProgressDisplay display = new ProgressDisplay(console, batch.progress())) {
            display.start();
            outcomes = batch.run(printer);
        }
        printer.summary(outcomes);
        return ConvertPrinter.exitCode(outcomes).number();
    }

    private void check() throws UsageException {
        if (jobs < 1 || threads < 1) {
            throw new UsageException("--jobs, --threads", "must be at least 1", "Leave them out for the default.");
        }
        if (clusterKib < SMALLEST_CLUSTER_KIB
                || clusterKib > LARGEST_CLUSTER_KIB
                || Integer.bitCount(clusterKib) != 1) {
            throw new UsageException(
                    "--cluster-size",
                    "%d KiB is no size for clusters".formatted(clusterKib),
                    "Give 64, or leave it out.");
        }
        if (blocks.all() && heldBlocks) {
            throw new UsageException(
                    "--held-blocks", "says otherwise than --all-blocks, which is given too", "Give one of them.");
        }
        disks.check();
        sets.check(repair.options().isPresent());
    }

    /** Names of disks are unique within a machine only. */
    private void demandOneMachine(FoundSources found) throws UsageException {
        int machines = found.machines().size() + found.failures().size();
        if (!toDevices.isEmpty() && machines != 1) {
            throw new UsageException(
                    "--to-device",
                    "is about the disks of one machine; the inputs hold %d".formatted(machines),
                    "Convert the machine that goes to a device by itself.");
        }
    }

    private ConvertOptions options() throws UsageException {
        return new ConvertOptions(
                store.toAbsolutePath().normalize(),
                disks.format(),
                Qcow2Options.compressed(disks.compression()).inClustersOf(clusterKib << 10),
                disks.flatten(),
                wantedBlocks(),
                verify,
                repair.options(),
                threads,
                jobs,
                toDevices.stream().map(DeviceRequest::parse).toList());
    }

    private ConvertOptions.Blocks wantedBlocks() {
        if (blocks.all()) {
            return ConvertOptions.Blocks.ALL;
        }
        return heldBlocks ? ConvertOptions.Blocks.HELD : ConvertOptions.Blocks.USED;
    }

    /** Compressed members of archives are unpacked beside the machines: that disk is meant to hold so much. */
    private Path scratchFolder() {
        return dryRun
                ? InputOptions.SCRATCH
                : store.toAbsolutePath().normalize().resolve(".p2v").resolve("scratch");
    }

    private FoundSources named(FoundSources found) throws UsageException {
        try {
            return found.named(name.orElseThrow());
        } catch (IllegalArgumentException unfit) {
            throw new UsageException("--name", unfit.getMessage(), "Convert without --name, or give one input.");
        }
    }

    private int dryRun(Batch batch) {
        List<String> lines = new ArrayList<>();
        for (MachinePlan plan : batch.plans()) {
            if (console.json()) {
                console.resultAsJson(plan);
            } else {
                lines.addAll(ConvertPrinter.plan(plan));
            }
        }
        lines.forEach(console::result);
        ConvertPrinter printer = new ConvertPrinter(console);
        batch.failed().forEach(printer::ended);
        return batch.failed().isEmpty()
                ? ExitCode.DONE.number()
                : ConvertPrinter.exitCode(batch.failed()).number();
    }
}
