package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.convert.FlattenMachine;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.convert.VerifyDisk;
import org.p2vworkbench.converter.evidence.SignEvidence;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.files.DifferentPlace;
import org.p2vworkbench.converter.files.NamedDifferences;
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
            "Exit status 13 when a disk is not as recorded. What lies there is then named: partition, filesystem, and on"
                    + " ext2, ext3, ext4 and NTFS the file, which an appliance finds out.",
            "--sign writes down what was found, in evidence.json, and signs it with the store's key; OpenSSL checks it"
                    + " anywhere."
        })
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MACHINE", description = "Its name in the store, or its folder.")
    private String machine;

    @Mixin
    private StoreOptions store;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; default: processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--sign", description = "Sign what was found, when every disk is as recorded.")
    private boolean sign;

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
            List<Long> differentOffsets,
            List<DifferentPlace> differentPlaces) {

        private Verified with(List<DifferentPlace> places) {
            return new Verified(disk, image, matches, root, recordedRoot, differentChunks, differentOffsets, places);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        MachineFolder folder = store.store().machine(machine);
        MachinePlan plan = MachinePlan.of(folder);
        if (FlattenMachine.isHalfDone(folder)) {
            throw new RefusedException(
                    folder.path().toString(),
                    "was being flattened when that was interrupted: its images and ledgers are of two kinds",
                    "Run 'p2v flatten %s' again; it goes on where it stopped.".formatted(folder.name()));
        }
        List<Verified> disks = new ArrayList<>();
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            disks.add(verify(folder, disk));
        }
        boolean all = disks.stream().allMatch(Verified::matches);
        List<Verified> named = all ? disks : named(plan, disks);
        if (console.json()) {
            console.resultAsJson(named);
        } else {
            named.forEach(this::print);
        }
        if (sign && all) {
            sign(folder, disks);
        } else if (sign) {
            console.warning("Nothing is signed: not every disk is as recorded.");
        }
        return (all ? ExitCode.DONE : ExitCode.TARGET_STORAGE).number();
    }

    private void sign(MachineFolder folder, List<Verified> disks) throws IOException {
        SignEvidence.Signed signed = new SignEvidence(folder, "p2v " + ProgramVersion.number(), Clock.systemUTC())
                .sign(disks.stream().collect(Collectors.toMap(Verified::disk, Verified::root)));
        console.story("signed %s with the key %s".formatted(signed.evidence(), signed.key()));
    }

    private Verified verify(MachineFolder folder, MachinePlan.DiskPlan disk) throws IOException, InterruptedException {
        console.story("%s: reading %s".formatted(disk.name(), disk.copy().getFileName()));
        Path image = disk.copy();
        LedgerCheck.Result result = new VerifyDisk(
                        image, disk.imageFormat(), folder.ledger(disk.name()), new SparseMap())
                .run(threads, bytes -> {});
        return new Verified(
                disk.name(),
                image,
                result.matches(),
                result.root(),
                result.recordedRoot(),
                result.differentChunks(),
                result.differentOffsets(),
                List.of());
    }

    /** That a file cannot be named makes no difference to what was found. */
    private List<Verified> named(MachinePlan plan, List<Verified> disks) {
        Map<String, List<Long>> offsets =
                disks.stream().collect(Collectors.toMap(Verified::disk, Verified::differentOffsets));
        try {
            Map<String, List<DifferentPlace>> places =
                    new NamedDifferences(plan, new SparseMap(), console::story).at(offsets);
            return disks.stream()
                    .map(disk -> disk.with(places.getOrDefault(disk.disk(), List.of())))
                    .toList();
        } catch (IOException unreadable) {
            console.warning(
                    "What lies there cannot be told: " + Harmless.text(String.valueOf(unreadable.getMessage())));
            return disks;
        }
    }

    private void print(Verified disk) {
        if (disk.matches()) {
            console.result("ok      %s  %s".formatted(disk.disk(), disk.root()));
            return;
        }
        console.result("CHANGED %s  chunks that differ from the ledger: %d, the first at 0x%x"
                .formatted(
                        disk.disk(),
                        disk.differentChunks(),
                        disk.differentOffsets().get(0)));
        for (DifferentPlace place : disk.differentPlaces()) {
            String what = place.files().isEmpty() ? place.note() : String.join(" or ", place.files());
            console.result("        0x%x  %s: %s"
                    .formatted(place.offset(), Harmless.text(place.where()), Harmless.text(what)));
        }
        if (disk.differentChunks() > NamedDifferences.MOST_PER_DISK) {
            console.result("        only the first %d are looked at".formatted(NamedDifferences.MOST_PER_DISK));
        }
    }
}
