package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.convert.VerifyDisk;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.ledger.LedgerCheck;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.store.MachineFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2v verify}: is every byte still what was read from the source. */
@Command(
        name = "verify",
        description = {
            "Read a machine's disks back and compare every chunk with the ledger.",
            "Exit status 13 when a disk is not as recorded."
        })
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MACHINE", description = "Its name in the store, or its folder.")
    private String machine;

    @Mixin
    private StoreOptions store;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; default: processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    private final Console console;

    VerifyCommand(Console console) {
        this.console = console;
    }

    /** One disk, as {@code --json} prints it. */
    record Verified(
            String disk,
            Path image,
            boolean matches,
            String root,
            String recordedRoot,
            long differentChunks,
            List<Long> differentOffsets) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        MachineFolder folder = store.store().machine(machine);
        MachinePlan plan = JsonText.read(folder.planJson(), MachinePlan.class);
        List<Verified> disks = new ArrayList<>();
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            disks.add(verify(folder, disk));
        }
        if (console.json()) {
            console.resultAsJson(disks);
        }
        boolean all = disks.stream().allMatch(Verified::matches);
        return (all ? ExitCode.DONE : ExitCode.TARGET_STORAGE).number();
    }

    private Verified verify(MachineFolder folder, MachinePlan.DiskPlan disk) throws IOException, InterruptedException {
        console.story("%s: reading %s".formatted(disk.name(), disk.copy().getFileName()));
        Path image = disk.device().isPresent()
                ? disk.copy()
                : folder.disks().resolve(disk.copy().getFileName().toString());
        LedgerCheck.Result result = new VerifyDisk(
                        image, disk.imageFormat(), folder.ledger(disk.name()), new SparseMap())
                .run(threads, bytes -> {});
        if (!console.json()) {
            console.result(
                    result.matches()
                            ? "ok      %s  %s".formatted(disk.name(), result.root())
                            : "CHANGED %s  chunks that differ from the ledger: %d, the first at 0x%x"
                                    .formatted(
                                            disk.name(),
                                            result.differentChunks(),
                                            result.differentOffsets().get(0)));
        }
        return new Verified(
                disk.name(),
                image,
                result.matches(),
                result.root(),
                result.recordedRoot(),
                result.differentChunks(),
                result.differentOffsets());
    }
}
