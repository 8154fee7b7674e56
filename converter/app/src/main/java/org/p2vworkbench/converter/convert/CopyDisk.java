package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.p2vworkbench.converter.copy.CopyEngine;
import org.p2vworkbench.converter.copy.CopyListener;
import org.p2vworkbench.converter.copy.CopyPlan;
import org.p2vworkbench.converter.copy.LostRange;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.qcow2.Qcow2Options;
import org.p2vworkbench.disks.image.qcow2.Qcow2Writer;
import org.p2vworkbench.disks.sink.DiskSink;
import org.p2vworkbench.disks.sink.RawWriter;

/** The step that copies one disk, from the beginning or from where an earlier run stopped. */
final class CopyDisk {

    private final SourceDisk disk;
    private final MachinePlan.DiskPlan plan;
    private final MachineFolder folder;
    private final String sourceIdentity;
    private final ConvertOptions options;
    private final DiskProgress progress;
    private final BadRanges badRanges;
    private final AtomicLong copied = new AtomicLong();

    CopyDisk(
            SourceDisk disk,
            MachinePlan.DiskPlan plan,
            MachineFolder folder,
            String sourceIdentity,
            ConvertOptions options,
            DiskProgress progress) {
        this.disk = disk;
        this.plan = plan;
        this.folder = folder;
        this.sourceIdentity = sourceIdentity;
        this.options = options;
        this.progress = progress;
        badRanges = new BadRanges(folder.badRanges(disk.name()));
    }

    DiskOutcome run() throws IOException, InterruptedException {
        try (Ledger ledger = openLedger()) {
            progress.start();
            if (Files.exists(plan.copy())) {
                refuseUnlessWhole(ledger);
                progress.resumed(plan.readBytes());
            } else {
                copy(ledger);
            }
            progress.finish();
            return new DiskOutcome(plan, plan.readBytes(), copied.get(), ledger.root(), badRanges.read());
        }
    }

    private Ledger openLedger() throws IOException {
        Path file = folder.ledger(disk.name());
        try {
            return Ledger.open(
                    file,
                    plan.virtualBytes(),
                    plan.chunkBytes(),
                    sourceIdentity + "\n" + options.format().qemuName());
        } catch (FileSystemException failed) {
            throw targetFailed(file, failed);
        }
    }

    /** A finished image is never overwritten: it may have been booted since. */
    private void refuseUnlessWhole(Ledger ledger) throws IOException {
        if (!ledger.hasAll(0, (plan.virtualBytes() + plan.chunkBytes() - 1) / plan.chunkBytes())) {
            throw new RefusedException(
                    plan.copy().toString(),
                    "is an image of another source, or of this one before it changed",
                    "Remove the machine folder, or convert into another one with -o or --name.");
        }
    }

    private void copy(Ledger ledger) throws IOException, InterruptedException {
        try (BlockSource source = disk.open();
                DiskSink sink = openSink()) {
            CopyPlan copy = CopyPlan.of(source, plan.chunkBytes(), options.allBlocks());
            new CopyEngine(copy, source, sink, ledger, new Watcher()).copy(options.threads());
        }
    }

    private DiskSink openSink() throws IOException {
        try {
            return options.format() == ConvertOptions.Format.RAW
                    ? RawWriter.file(plan.copy(), plan.virtualBytes())
                    : Qcow2Writer.open(plan.copy(), plan.virtualBytes(), qcow2Options());
        } catch (IOException failed) {
            throw targetFailed(plan.copy(), failed);
        }
    }

    private Qcow2Options qcow2Options() {
        return Qcow2Options.compressed(options.compression());
    }

    private static TargetStorageException targetFailed(Path file, IOException failed) {
        return new TargetStorageException(
                file.toString(),
                "cannot be written: " + failed.getMessage(),
                "Make room, or choose a folder this user may write to, and run the same command again.",
                failed);
    }

    /** Passes on what happens to whoever looks, and keeps what was lost. */
    private final class Watcher implements CopyListener {

        @Override
        public void copied(long bytes) {
            copied.addAndGet(bytes);
            progress.copied(bytes);
        }

        @Override
        public void resumed(long bytes) {
            progress.resumed(bytes);
        }

        @Override
        public void lost(LostRange range) {
            try {
                badRanges.add(range);
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
            progress.lost(range.length());
        }
    }
}
