package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.convert.FlattenMachine;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.store.MachineFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2v flatten}: one image per disk instead of a sealed copy and a layer. */
@Command(
        name = "flatten",
        description = {
            "Make one image of each sealed copy and the layer over it, read it back, and let it take the layer's place.",
            "The sealed copy stays, as what the old machine was, unless --remove-base says otherwise. Killed at any moment,"
                    + " the same command goes on."
        })
final class FlattenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MACHINE", description = "Its name in the store, or its folder.")
    private String machine;

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--remove-base",
            description = "Remove the sealed copies afterwards: the repairs can then be taken back one by one only.")
    private boolean removeBase;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; default: processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--dry-run", description = "Say which images would be made, and make none.")
    private boolean dryRun;

    private final Console console;

    FlattenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        MachineFolder folder = store.store().machine(machine);
        if (dryRun) {
            planned(MachinePlan.of(folder));
            return ExitCode.DONE.number();
        }
        List<FlattenMachine.Flattened> done = new FlattenMachine(
                        folder, new SparseMap(), Clock.systemUTC(), console::story)
                .run(!removeBase, threads);
        if (console.json()) {
            console.resultAsJson(done);
            return ExitCode.DONE.number();
        }
        for (FlattenMachine.Flattened disk : done) {
            console.result("ok      %s  %s".formatted(disk.disk(), disk.root()));
        }
        if (done.isEmpty()) {
            console.story("%s has no layers: its images stand alone already".formatted(folder.name()));
        }
        return ExitCode.DONE.number();
    }

    private void planned(MachinePlan plan) {
        List<MachinePlan.DiskPlan> layered =
                plan.disks().stream().filter(MachinePlan.DiskPlan::layered).toList();
        if (console.json()) {
            console.resultAsJson(
                    layered.stream().map(MachinePlan.DiskPlan::image).toList());
            return;
        }
        layered.forEach(disk -> console.result("%s: %s and %s become %2$s%s"
                .formatted(
                        disk.name(),
                        disk.image().getFileName(),
                        disk.copy().getFileName(),
                        removeBase ? ", and the second is removed" : "")));
    }
}
