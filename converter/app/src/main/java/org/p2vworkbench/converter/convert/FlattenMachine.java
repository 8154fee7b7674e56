package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.fixup.IdleImage;
import org.p2vworkbench.converter.fixup.RewrittenChunks;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.ledger.LedgerCheck;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.EventLog;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.image.raw.HoleMap;

/**
 * Makes one image of each sealed copy and the layer over it.
 *
 * <p>The machine is whole at every moment. The new image is made beside the old ones, and read back against a ledger of
 * its own: that of the copy, with the hashes of the chunks that the layer changes. When all disks are there, they take
 * their places one after the other, which is done again from where it stopped if somebody stops it:
 *
 * <pre>
 *   NAME.flat.qcow2.part                      being made; begun anew by the next run
 *   NAME.flat.qcow2, ledger/NAME.flat.ledger  made
 *   NAME.qcow2, ledger/NAME.flat.ledger       the image is in the layer's place, its ledger is not yet
 *   NAME.qcow2, ledger/NAME.ledger            both are
 * </pre>
 */
public final class FlattenMachine {

    private static final Duration LIMIT = Duration.ofDays(2);

    private final MachineFolder folder;
    private final HoleMap holes;
    private final Clock clock;
    private final Consumer<String> story;

    public FlattenMachine(MachineFolder folder, HoleMap holes, Clock clock, Consumer<String> story) {
        this.folder = folder;
        this.holes = holes;
        this.clock = clock;
        this.story = story;
    }

    /**
     * A disk afterwards.
     *
     * @param root hash over all chunks of the image, hexadecimal
     * @param base the pristine copy; where it was removed, the file that it was
     */
    public record Flattened(String disk, Path image, String root, Path base, boolean baseKept) {}

    /** Whether a run of this was stopped when its images were on their way to their places. */
    public static boolean isHalfDone(MachineFolder folder) throws IOException {
        return MachinePlan.of(folder).disks().stream()
                .anyMatch(disk -> Files.exists(folder.ledgerOfFlat(disk.name())) && !Files.exists(flat(disk)));
    }

    private static Path flat(MachinePlan.DiskPlan disk) {
        return disk.image().resolveSibling(disk.name() + ".flat.qcow2");
    }

    /** Empty when no disk has a layer. */
    public List<Flattened> run(boolean keepBase, int threads) throws IOException, InterruptedException {
        if (!folder.isFinished()) {
            throw new RefusedException(
                    folder.path().toString(),
                    "is not converted to its end",
                    "Run the same 'p2v convert' or 'p2v migrate' again; it goes on where it stopped.");
        }
        MachinePlan plan = MachinePlan.of(folder);
        List<MachinePlan.DiskPlan> disks = plan.disks().stream()
                .filter(disk -> disk.layered() || Files.exists(folder.ledgerOfFlat(disk.name())))
                .toList();
        for (MachinePlan.DiskPlan disk : disks) {
            IdleImage.demand(disk.image(), disk.imageFormat());
        }
        List<Flattened> done = new ArrayList<>();
        for (MachinePlan.DiskPlan disk : disks) {
            done.add(new Flattened(disk.name(), disk.image(), make(disk, threads), base(disk), keepBase));
        }
        if (!disks.isEmpty()) {
            finish(plan, disks, keepBase);
        }
        if (!keepBase) {
            for (MachinePlan.DiskPlan disk : MachinePlan.of(folder).disks()) {
                Files.deleteIfExists(base(disk));
                Files.deleteIfExists(folder.ledgerOfBase(disk.name()));
            }
        }
        return done;
    }

    private static Path base(MachinePlan.DiskPlan disk) {
        return disk.image().resolveSibling(disk.name() + ".base.qcow2");
    }

    /** The plan is written between images and ledgers: until the last ledger is in its place, it is known to be under way. */
    private void finish(MachinePlan plan, List<MachinePlan.DiskPlan> disks, boolean keepBase) throws IOException {
        for (MachinePlan.DiskPlan disk : disks) {
            if (Files.exists(flat(disk))) {
                move(flat(disk), disk.image());
            }
        }
        DurableFile.write(folder.planJson(), JsonText.document(plan.flattened()) + "\n");
        for (MachinePlan.DiskPlan disk : disks) {
            Path ledger = folder.ledger(disk.name());
            if (keepBase && Files.exists(base(disk))) {
                Files.copy(ledger, folder.ledgerOfBase(disk.name()), StandardCopyOption.REPLACE_EXISTING);
            }
            move(folder.ledgerOfFlat(disk.name()), ledger);
        }
        Define.again(folder);
        new EventLog(folder.events(), clock).add("flatten", "done", Map.of("baseKept", keepBase));
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The image beside the old ones, proved; what an earlier run has made is proved once more. */
    private String make(MachinePlan.DiskPlan disk, int threads) throws IOException, InterruptedException {
        Path ledger = folder.ledgerOfFlat(disk.name());
        boolean made = Files.exists(ledger);
        if (!made) {
            story.accept("%s: making one image".formatted(disk.name()));
            Path part = ledger.resolveSibling(ledger.getFileName() + ".part");
            Files.copy(folder.ledger(disk.name()), part, StandardCopyOption.REPLACE_EXISTING);
            new RewrittenChunks(disk.image(), part).enter();
            convert(disk);
            move(part, ledger);
        }
        story.accept("%s: proving it".formatted(disk.name()));
        return check(Files.exists(flat(disk)) ? flat(disk) : disk.image(), disk, ledger, threads);
    }

    private void convert(MachinePlan.DiskPlan disk) throws IOException {
        Path part = flat(disk).resolveSibling(flat(disk).getFileName() + ".part");
        Files.deleteIfExists(part);
        demandRoom(disk);
        List<String> words = new ArrayList<>(List.of("convert", "-f", "qcow2", "-O", "qcow2"));
        if (!disk.compression().equals("none")) {
            words.addAll(List.of("-c", "-o", "compression_type=" + disk.compression()));
        }
        words.addAll(List.of(disk.image().toString(), part.toString()));
        try {
            OutsideProgram.QEMU_IMG.run(LIMIT, words);
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            move(part, flat(disk));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void demandRoom(MachinePlan.DiskPlan disk) throws IOException {
        long needed = Files.size(disk.copy()) + Files.size(disk.image());
        long free = Files.getFileStore(folder.path()).getUsableSpace();
        if (needed > free) {
            throw new TargetStorageException(
                    folder.path().toString(),
                    "%d MiB are needed for %s in one image and %d MiB are free"
                            .formatted(needed >> 20, disk.name(), free >> 20),
                    "Make room, or move the machine first: p2v move %s FOLDER.".formatted(folder.name()));
        }
    }

    private String check(Path image, MachinePlan.DiskPlan disk, Path ledger, int threads)
            throws IOException, InterruptedException {
        LedgerCheck.Result result = new VerifyDisk(image, "qcow2", ledger, holes).run(threads, bytes -> {});
        if (!result.matches()) {
            if (Files.deleteIfExists(flat(disk))) {
                Files.delete(ledger);
            }
            throw new TargetStorageException(
                    image.toString(),
                    "differs from the ledger in %d chunks, the first at 0x%x; the machine is as it was"
                            .formatted(
                                    result.differentChunks(),
                                    result.differentOffsets().get(0)),
                    "Run 'p2v verify %s': the sealed copy may be damaged.".formatted(folder.name()));
        }
        return result.root();
    }
}
