package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.p2vworkbench.converter.copy.ChangedOnly;
import org.p2vworkbench.converter.copy.ChunkComparison;
import org.p2vworkbench.converter.copy.CopyEngine;
import org.p2vworkbench.converter.copy.CopyListener;
import org.p2vworkbench.converter.copy.CopyPlan;
import org.p2vworkbench.converter.copy.DiskProgress;
import org.p2vworkbench.converter.copy.LostRange;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.qcow2.Qcow2Options;
import org.p2vworkbench.disks.image.qcow2.Qcow2Writer;
import org.p2vworkbench.disks.sink.PartFile;

/**
 * The step that brings the copy of one disk up to date.
 *
 * <p>The copy itself is not touched while the old machine is asked: what changed goes into a layer over it, with a ledger
 * of its own, and a crash leaves the copy of the earlier pass as good as it was. When the layer is whole, it is written
 * into the copy, which qemu-img does; that needs nobody but this host, and after a crash is done again from the start,
 * with the same result. Then the new ledger takes the place of the old one.
 *
 * <pre>
 *   NAME.delta.qcow2.part, NAME.delta.ledger   being fetched
 *   NAME.delta.qcow2, NAME.delta.ledger        whole; being written into the copy
 *   NAME.delta.qcow2                           in the copy and in its ledger; to be proved, and then removed
 * </pre>
 */
final class RefreshDisk {

    private static final int SECOND_PASS = 2;
    private static final Duration MERGE_LIMIT = Duration.ofDays(2);

    private final SourceDisk disk;
    private final MachinePlan.DiskPlan plan;
    private final MachineFolder folder;
    private final String identity;
    private final String pass;
    private final ConvertOptions options;
    private final UsedBlocks used;
    private final DiskProgress progress;
    private final BadRanges badRanges;
    private final AtomicLong copied = new AtomicLong();
    private final ChangedRanges changes;

    /**
     * @param identity of the source as it is now, for the ledger
     * @param pass which pass it is: what one has fetched is no good to another, because the disk may have changed
     */
    RefreshDisk(
            SourceDisk disk,
            MachinePlan.DiskPlan plan,
            MachineFolder folder,
            String identity,
            String pass,
            ConvertOptions options,
            UsedBlocks used,
            DiskProgress progress) {
        this.disk = disk;
        this.plan = plan;
        this.folder = folder;
        this.identity = identity;
        this.pass = pass;
        this.options = options;
        this.used = used;
        this.progress = progress;
        badRanges = new BadRanges(folder.badRanges(disk.name()));
        changes = new ChangedRanges(folder.changedRanges(disk.name()));
    }

    /** Whether a run has fetched all that changed, and it is perhaps not in the copy yet. */
    static boolean isFetched(MachinePlan.DiskPlan plan) {
        return Files.exists(layer(plan));
    }

    private static Path layer(MachinePlan.DiskPlan plan) {
        return plan.copy().resolveSibling(plan.name() + ".delta.qcow2");
    }

    private Path deltaLedger() {
        return folder.ledger(disk.name() + ".delta");
    }

    /** Compares, and fetches into the layer what differs. Writes nothing to the copy. */
    void fetch() throws IOException, InterruptedException {
        progress.start();
        if (isFetched(plan) && isOfThisPass()) {
            progress.copied(plan.readBytes());
            return;
        }
        forgetLayer();
        try (Ledger ledger = Ledger.open(deltaLedger(), plan.virtualBytes(), plan.chunkBytes(), identityOfThisPass())) {
            if (!ledger.resumed()) {
                Files.deleteIfExists(new PartFile(layer(plan)).part());
                Files.deleteIfExists(new PartFile(layer(plan)).journal());
            }
            try (BlockSource image = disk.open()) {
                BlockSource source = used.of(disk, image);
                CopyPlan whole = CopyPlan.of(source, plan.chunkBytes(), options.allBlocks());
                BitSet changed = new ChunkComparison(whole, source, ledger, progress::copied)
                        .changedSince(folder.ledger(disk.name()), options.threads());
                changes.write(changed, plan.chunkBytes(), plan.virtualBytes());
                BlockSource rest = new ChangedOnly(source, changed, plan.chunkBytes());
                fetch(rest, ledger);
            }
        }
    }

    private boolean isOfThisPass() throws IOException {
        Optional<Ledger> whole =
                Ledger.finished(deltaLedger(), plan.virtualBytes(), plan.chunkBytes(), identityOfThisPass());
        if (whole.isPresent()) {
            whole.get().close();
        }
        return whole.isPresent();
    }

    private String identityOfThisPass() {
        return identity + "\npass " + pass;
    }

    private void fetch(BlockSource rest, Ledger ledger) throws IOException, InterruptedException {
        Qcow2Options layer = Qcow2Options.layerOver(plan.copy().getFileName().toString(), plan.imageFormat());
        try (Qcow2Writer sink = Qcow2Writer.open(layer(plan), plan.virtualBytes(), layer)) {
            CopyPlan copy = CopyPlan.of(rest, plan.chunkBytes(), false);
            new CopyEngine(copy, rest, sink, ledger, new Watcher(), SECOND_PASS).copy(options.threads());
        }
    }

    /** Writes the layer into the copy. Can be done any number of times. */
    void merge() throws IOException {
        Path copy = plan.copy();
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        try {
            OutsideProgram.QEMU_IMG.run(
                    MERGE_LIMIT,
                    List.of("commit", "-q", "-d", "-f", "qcow2", layer(plan).toString()));
        } catch (TargetStorageException known) {
            throw known;
        } catch (IOException failed) {
            throw new TargetStorageException(
                    copy.toString(),
                    "could not be brought up to date: " + failed.getMessage(),
                    "Stop what uses the image, make room, and run the same command again: it goes on with this.",
                    failed);
        }
        try (FileChannel written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        takeLedger();
    }

    private void takeLedger() throws IOException {
        if (!Files.exists(deltaLedger())) {
            return;
        }
        Ledger.restate(deltaLedger(), identity);
        Files.move(deltaLedger(), folder.ledger(disk.name()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** After the copy was proved against its new ledger. */
    void forgetLayer() throws IOException {
        Files.deleteIfExists(layer(plan));
    }

    DiskOutcome outcome() throws IOException {
        try (Ledger ledger = Ledger.finished(
                        folder.ledger(disk.name()), plan.virtualBytes(), plan.chunkBytes(), identity)
                .orElseThrow(() -> new IOException("the ledger of %s is not whole".formatted(disk.name())))) {
            List<LostRange> lost = badRanges.read(offset -> ledger.isLossy(offset / plan.chunkBytes()));
            progress.finish();
            return new DiskOutcome(plan, plan.readBytes(), copied.get(), ledger.root(), lost);
        }
    }

    /** What was compared and found to be the same is as good as copied; what was fetched besides is not counted twice. */
    private final class Watcher implements CopyListener {

        @Override
        public void copied(long bytes) {
            copied.addAndGet(bytes);
        }

        @Override
        public void resumed(long bytes) {
            // It was compared in this run.
        }

        @Override
        public void lost(LostRange range) throws IOException {
            badRanges.add(range);
            progress.lost(range.length());
        }
    }
}
