package org.p2vworkbench.converter.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.converter.convert.Batch;
import org.p2vworkbench.converter.convert.DiskOutcome;
import org.p2vworkbench.converter.convert.MachineOutcome;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.failure.ExitCode;

/** Says how conversions ended: a line per machine as it ends, a summary, or one JSON object per machine. */
final class ConvertPrinter implements Batch.Listener {

    private final Console console;

    ConvertPrinter(Console console) {
        this.console = console;
    }

    /** One machine, as {@code --json} prints it. */
    record MachineObject(
            String machine,
            MachineOutcome.Status status,
            Path folder,
            int exitCode,
            Optional<String> error,
            List<DiskObject> disks,
            double seconds) {}

    /** One of its disks. */
    record DiskObject(String name, Path image, long virtualBytes, long usedBytes, long copiedBytes, String root) {}

    @Override
    public void told(String machine, String what) {
        console.story("  %s: %s".formatted(machine, what));
    }

    @Override
    public void ended(MachineOutcome outcome) {
        if (console.json()) {
            console.resultAsJson(object(outcome));
        }
        if (outcome.exitCode() != ExitCode.INTERRUPTED) {
            // An interrupt is told once, for all machines.
            outcome.failure().ifPresent(failure -> FailurePrinter.tell(console, outcome.machine(), failure));
        }
        outcome.notes().forEach(note -> console.story("  %s: %s".formatted(outcome.machine(), note)));
    }

    private static MachineObject object(MachineOutcome outcome) {
        return new MachineObject(
                outcome.machine(),
                outcome.status(),
                outcome.folder(),
                outcome.exitCode().number(),
                outcome.failure().map(failure -> FailurePrinter.message(outcome.exitCode(), failure)),
                outcome.disks().stream().map(ConvertPrinter::object).toList(),
                outcome.seconds());
    }

    private static DiskObject object(DiskOutcome disk) {
        return new DiskObject(
                disk.plan().name(),
                disk.plan().image(),
                disk.plan().virtualBytes(),
                disk.usedBytes(),
                disk.copiedBytes(),
                disk.root());
    }

    /** The result for people: a line per machine, and the sum when there are several. */
    void summary(List<MachineOutcome> outcomes) {
        if (console.json()) {
            return;
        }
        for (MachineOutcome outcome : outcomes) {
            long used =
                    outcome.disks().stream().mapToLong(DiskOutcome::usedBytes).sum();
            console.result("%-8s %s  %s".formatted(word(outcome), outcome.machine(), detail(outcome, used)));
        }
        if (outcomes.size() > 1) {
            long well = outcomes.stream()
                    .filter(outcome -> outcome.failure().isEmpty())
                    .count();
            console.result("%d of %d machines are converted.".formatted(well, outcomes.size()));
        }
    }

    private static String word(MachineOutcome outcome) {
        return outcome.status().name().toLowerCase(Locale.ROOT);
    }

    private static String detail(MachineOutcome outcome, long used) {
        if (outcome.failure().isPresent()) {
            return "exit status %d, see above".formatted(outcome.exitCode().number());
        }
        return "%d disk%s, %s used, %s  ->  %s"
                .formatted(
                        outcome.disks().size(),
                        outcome.disks().size() == 1 ? "" : "s",
                        Amounts.bytes(used),
                        Amounts.duration(Math.round(outcome.seconds())),
                        outcome.folder());
    }

    static List<String> plan(MachinePlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("%s  %s  ->  %s".formatted(plan.machine(), Harmless.text(plan.input()), plan.folder()));
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            lines.add("  %s  %s, %s, %s to read"
                    .formatted(
                            disk.name(),
                            Harmless.text(disk.sourceFormat()),
                            Amounts.bytes(disk.virtualBytes()),
                            Amounts.bytes(disk.readBytes())));
            disk.device()
                    .ifPresent(device -> lines.add("    overwrites   %s, %s, %s, which holds %s"
                            .formatted(
                                    device.path(),
                                    device.description(),
                                    Amounts.bytes(device.sizeBytes()),
                                    device.holds())));
            if (!disk.copy().equals(disk.image())) {
                lines.add("    sealed copy  %s (compression: %s)".formatted(disk.copy(), disk.compression()));
            }
            lines.add("    boots from   %s".formatted(disk.image()));
            disk.wholeBecause().forEach(reason -> lines.add("    ! " + Harmless.text(reason)));
        }
        return lines;
    }

    /** The code of the first machine that failed, else losses if there are any, else done. */
    static ExitCode exitCode(List<MachineOutcome> outcomes) {
        Optional<ExitCode> failed = outcomes.stream()
                .filter(outcome -> outcome.failure().isPresent())
                .map(MachineOutcome::exitCode)
                .findFirst();
        boolean losses = outcomes.stream().anyMatch(outcome -> outcome.exitCode() == ExitCode.LOSSES);
        return failed.orElse(losses ? ExitCode.LOSSES : ExitCode.DONE);
    }
}
