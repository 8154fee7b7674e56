package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.inspect.Inspection;
import org.p2vworkbench.converter.inspect.Node;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2v inspect}: what is on these disks. */
@Command(
        name = "inspect",
        description = {
            "Show what is on disks before they are converted: images, RAID sets, partitions, volume groups, filesystems.",
            "Nothing is written. An input that cannot be read does not stop the others; the exit status is that of the"
                    + " first."
        })
final class InspectCommand implements Callable<Integer> {

    @Mixin
    private InputOptions inputs;

    @Option(
            names = "--dump",
            description = "Show every header field of every image and of RAID metadata, with its place and width.")
    private boolean dump;

    private final Console console;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Scratch scratch = Scratch.in(InputOptions.SCRATCH)) {
            FoundSources found = inputs.find(new SparseMap(), scratch);
            found.notes().forEach(console::story);
            Inspection inspection = new Inspection(dump);
            InspectPrinter printer = new InspectPrinter(console);
            List<Exception> failures = new ArrayList<>();
            for (FoundSources.Failure failure : found.failures()) {
                show(inspection.of(failure), failure.input(), printer, failures);
            }
            for (MachineSource machine : found.machines()) {
                show(inspection.of(machine), machine.input(), printer, failures);
            }
            return failures.stream()
                    .findFirst()
                    .map(ExitCode::of)
                    .orElse(ExitCode.DONE)
                    .number();
        }
    }

    private void show(Node machine, String input, InspectPrinter printer, List<Exception> failures) {
        printer.print(machine, input);
        Inspection.failures(machine).forEach(failure -> {
            FailurePrinter.tell(console, input, failure);
            failures.add(failure);
        });
    }
}
