package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.convert.ConvertOptions;
import org.p2vworkbench.converter.copy.DiskProgress;
import org.p2vworkbench.converter.copy.LostRange;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.raid.AssembleVolume;
import org.p2vworkbench.converter.raid.ChosenSet;
import org.p2vworkbench.converter.raid.MemberDisks;
import org.p2vworkbench.converter.raid.RaidView;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.detect.RaidReport;
import org.p2vworkbench.disks.raid.set.RaidSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2v raid assemble}: the volume of a set as one image. */
@Command(
        name = "assemble",
        description = {
            "Write the volume of a RAID set as one image. The members are only read.",
            "Interrupted, the same command goes on where it stopped."
        })
final class RaidAssembleCommand implements Callable<Integer> {

    @Mixin
    private RaidInputs inputs;

    @Option(names = "-o", paramLabel = "OUT", required = true, description = "Required. The image to write.")
    private Path out;

    @Option(
            names = "--set",
            paramLabel = "UUID",
            description = "Which set, by its identifier or name, when the disks hold several.")
    private Optional<String> set = Optional.empty();

    @Option(
            names = "--alternative",
            paramLabel = "N",
            defaultValue = "0",
            description = "Take the N-th of the other readings that detect lists, instead of the likeliest.")
    private int alternative;

    @Option(names = "--allow-degraded", description = "Go on although members are missing or stale.")
    private boolean degradedAllowed;

    @Option(names = "--allow-unproven", description = "Write a volume of confidence 0.5 or less.")
    private boolean unprovenAllowed;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "qcow2",
            completionCandidates = Choices.Formats.class,
            description = "Of the image: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private ConvertOptions.Format format;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; default: one more than processors.")
    private int threads = Runtime.getRuntime().availableProcessors() + 1;

    @Option(names = "--dry-run", description = "Print what would be written, and write nothing.")
    private boolean dryRun;

    private final Console console;

    RaidAssembleCommand(Console console) {
        this.console = console;
    }

    /** What was, or would be, written, as {@code --json} prints it. */
    record Assembled(
            RaidView.SetView set,
            Path image,
            boolean dryRun,
            long virtualBytes,
            long copiedBytes,
            Optional<String> root,
            List<LostRange> lost) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (threads < 1 || alternative < 0) {
            throw new UsageException("--threads, --alternative", "is too small", "Leave it out for the default.");
        }
        try (Scratch scratch = Scratch.in(InputOptions.SCRATCH);
                MemberDisks members = inputs.open(console, scratch)) {
            for (FoundSources.Failure failure : members.failures()) {
                FailurePrinter.tell(console, failure.input(), failure.cause());
            }
            RaidReport report = RaidDetective.standard().detect(members.disks());
            RaidSet chosen = ChosenSet.of(report, set, alternative);
            return write(chosen, ChosenSet.volume(chosen, degradedAllowed, unprovenAllowed));
        }
    }

    private int write(RaidSet chosen, BlockSource volume) throws IOException, InterruptedException {
        RaidPrinter.words(RaidView.SetView.of(chosen)).forEach(console::story);
        AssembleVolume assembly = new AssembleVolume(
                volume, identity(chosen), out.toAbsolutePath().normalize(), format == ConvertOptions.Format.RAW);
        assembly.refuseExisting();
        long toRead = assembly.bytesToRead();
        if (dryRun) {
            show(new Assembled(
                    RaidView.SetView.of(chosen), out, true, volume.size(), toRead, Optional.empty(), List.of()));
            return ExitCode.DONE.number();
        }
        DiskProgress progress = new DiskProgress("raid", out.getFileName().toString(), toRead, Clock.systemUTC());
        AssembleVolume.Written written;
        try (ProgressDisplay display = new ProgressDisplay(console, List.of(progress))) {
            display.start();
            written = assembly.run(threads, progress);
        }
        show(new Assembled(
                RaidView.SetView.of(chosen),
                written.image(),
                false,
                written.virtualBytes(),
                written.copiedBytes(),
                Optional.of(written.root()),
                written.lost()));
        return (written.lost().isEmpty() ? ExitCode.DONE : ExitCode.LOSSES).number();
    }

    /** The same members in the same roles, read the same way. */
    private static String identity(RaidSet set) {
        return "%s|%s|%s|%s|%d|%d|%s"
                .formatted(
                        set.format(),
                        set.uuid(),
                        set.level(),
                        set.layout(),
                        set.chunkBytes(),
                        set.sizeBytes(),
                        set.members().stream()
                                .map(member -> "%d %s %s"
                                        .formatted(
                                                member.index(),
                                                member.role(),
                                                member.disk()
                                                        .map(disk -> disk.name())
                                                        .orElse("")))
                                .collect(Collectors.joining("|")));
    }

    private void show(Assembled assembled) {
        if (console.json()) {
            console.resultAsJson(assembled);
            return;
        }
        console.result("%s  %s, %s %s"
                .formatted(
                        assembled.image(),
                        Amounts.bytes(assembled.virtualBytes()),
                        Amounts.bytes(assembled.copiedBytes()),
                        assembled.dryRun() ? "to read" : "copied"));
        assembled
                .lost()
                .forEach(range -> console.warning(
                        "lost: %d bytes at 0x%x (%s)".formatted(range.length(), range.offset(), range.cause())));
    }
}
