package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.p2vworkbench.agent.inventory.BlockDevices;
import org.p2vworkbench.converter.copy.CopyEngine;
import org.p2vworkbench.converter.copy.CopyListener;
import org.p2vworkbench.converter.copy.CopyPlan;
import org.p2vworkbench.converter.copy.DiskProgress;
import org.p2vworkbench.converter.copy.LostRange;
import org.p2vworkbench.converter.device.ExclusiveOpen;
import org.p2vworkbench.converter.device.TargetCheck;
import org.p2vworkbench.converter.device.TargetDevice;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.qcow2.Qcow2Writer;
import org.p2vworkbench.disks.sink.DiskSink;
import org.p2vworkbench.disks.sink.PartFile;
import org.p2vworkbench.disks.sink.RawWriter;

/** The step that copies one disk, from the beginning or from where an earlier run stopped. */
final class CopyDisk {

    private final SourceDisk disk;
    private final MachinePlan.DiskPlan plan;
    private final MachineFolder folder;
    private final String sourceIdentity;
    private final List<Path> kept;
    private final ConvertOptions options;
    private final UsedBlocks used;
    private final DiskProgress progress;
    private final BadRanges badRanges;
    private final AtomicLong copied = new AtomicLong();

    CopyDisk(
            SourceDisk disk,
            MachinePlan.DiskPlan plan,
            MachineFolder folder,
            String sourceIdentity,
            List<Path> kept,
            ConvertOptions options,
            UsedBlocks used,
            DiskProgress progress) {
        this.disk = disk;
        this.used = used;
        this.plan = plan;
        this.folder = folder;
        this.sourceIdentity = sourceIdentity;
        this.kept = kept;
        this.options = options;
        this.progress = progress;
        badRanges = new BadRanges(folder.badRanges(disk.name()));
    }

    DiskOutcome run() throws IOException, InterruptedException {
        progress.start();
        if (isFinished()) {
            try (Ledger ledger = finishedLedger()) {
                if (plan.device().isEmpty()) {
                    // A run that died right after the image had its name has left this.
                    Files.deleteIfExists(new PartFile(plan.copy()).journal());
                }
                progress.resumed(plan.readBytes());
                return outcome(ledger);
            }
        }
        try (Ledger ledger = openLedger()) {
            if (plan.device().isPresent() && isWhole(ledger)) {
                progress.resumed(plan.readBytes());
            } else {
                copy(ledger);
            }
            return outcome(ledger);
        }
    }

    private DiskOutcome outcome(Ledger ledger) throws IOException {
        List<LostRange> lost = badRanges.read(offset -> ledger.isLossy(offset / plan.chunkBytes()));
        progress.finish();
        return new DiskOutcome(plan, plan.readBytes(), copied.get(), ledger.root(), lost);
    }

    /** Writes nothing, and throws when what is in the folder is not this disk, or not what the plan would make of it. */
    void refuseForeign(boolean machineIsFinished) throws IOException {
        if (isFinished()) {
            finishedLedger().close();
        } else if (plan.device().isPresent()) {
            return;
        } else if (machineIsFinished) {
            throw new RefusedException(
                    plan.copy().toString(),
                    "is missing, and the machine is finished: it was converted with other options, or this was removed",
                    "Convert into another folder with -o or --name, or remove the machine folder.");
        } else if (!plan.image().equals(plan.copy()) && Files.exists(plan.image())) {
            throw new RefusedException(
                    plan.image().toString(),
                    "is there already, without the sealed copy that belongs below it",
                    "Remove it, or convert into another folder with -o or --name.");
        }
    }

    /** A file appears under its name when it is whole; a device has always been there, and the report says it. */
    private boolean isFinished() {
        return plan.device().isPresent() ? folder.isFinished() : Files.exists(plan.copy());
    }

    private String identity() {
        return identity(sourceIdentity, plan);
    }

    static String identity(String sourceIdentity, MachinePlan.DiskPlan plan) {
        return sourceIdentity + "\n" + plan.copy().getFileName()
                + plan.device().map(device -> "|" + device.identity()).orElse("");
    }

    private Ledger openLedger() throws IOException {
        Path file = folder.ledger(disk.name());
        try {
            return Ledger.open(file, plan.virtualBytes(), plan.chunkBytes(), identity());
        } catch (FileSystemException failed) {
            throw targetFailed(file, failed);
        }
    }

    /** A finished image is never overwritten: it may have been booted since. */
    private Ledger finishedLedger() throws IOException {
        return Ledger.finished(folder.ledger(disk.name()), plan.virtualBytes(), plan.chunkBytes(), identity())
                .orElseThrow(() -> new RefusedException(
                        folder.path().toString(),
                        "holds a machine made from another source, from this one before it changed, or into another"
                                + " target",
                        "Remove the machine folder, or convert into another one with -o or --name."));
    }

    private boolean isWhole(Ledger ledger) {
        return ledger.hasAll(0, (plan.virtualBytes() + plan.chunkBytes() - 1) / plan.chunkBytes());
    }

    private void copy(Ledger ledger) throws IOException, InterruptedException {
        if (!ledger.resumed()) {
            startAnew();
        }
        try (BlockSource image = disk.open();
                DiskSink sink = openSinkAsInLedger(ledger)) {
            BlockSource source = used.of(disk, image);
            CopyPlan copy = CopyPlan.of(source, plan.chunkBytes(), options.allBlocks());
            new CopyEngine(copy, source, sink, ledger, new Watcher()).copy(options.threads());
        }
    }

    /** What an interrupted run of another source, or of this one before it changed, has left under our names. */
    private void startAnew() throws IOException {
        try {
            if (plan.device().isEmpty()) {
                Files.deleteIfExists(new PartFile(plan.copy()).part());
                Files.deleteIfExists(new PartFile(plan.copy()).journal());
            }
            badRanges.clear();
        } catch (FileSystemException failed) {
            throw targetFailed(plan.copy(), failed);
        }
    }

    /**
     * The image always knows of fewer chunks than the ledger, unless the ledger was damaged since. Then the image starts
     * anew: chunks may be placed in it once only.
     */
    private DiskSink openSinkAsInLedger(Ledger ledger) throws IOException {
        DiskSink sink = openSink();
        if (plan.imageFormat().equals("qcow2") && knowsMore(sink, ledger)) {
            sink.close();
            startAnew();
            return openSink();
        }
        return sink;
    }

    private boolean knowsMore(DiskSink sink, Ledger ledger) {
        for (long offset = 0; offset < plan.virtualBytes(); offset += plan.chunkBytes()) {
            if (sink.holds(offset) && !ledger.hasAll(offset / plan.chunkBytes(), 1)) {
                return true;
            }
        }
        return false;
    }

    private DiskSink openSink() throws IOException {
        if (plan.device().isPresent()) {
            return openDevice(plan.device().get());
        }
        try {
            return options.format() == ConvertOptions.Format.RAW
                    ? RawWriter.file(plan.copy(), plan.virtualBytes())
                    : Qcow2Writer.open(plan.copy(), plan.virtualBytes(), options.qcow2());
        } catch (IOException failed) {
            throw targetFailed(plan.copy(), failed);
        }
    }

    /** Everything that was checked when the plan was made, once more: much may have happened since. */
    private DiskSink openDevice(TargetDevice confirmed) throws IOException {
        TargetDevice now =
                new TargetCheck(BlockDevices.ofThisHost()).admit(confirmed.path(), plan.virtualBytes(), kept);
        if (!now.identity().equals(confirmed.identity())) {
            throw new RefusedException(
                    confirmed.path().toString(),
                    "leads to another device than a moment ago",
                    "Run the same command again, and look at the device it shows.");
        }
        ExclusiveOpen.demand(confirmed.path());
        try {
            return RawWriter.device(confirmed.path(), plan.virtualBytes(), confirmed.sectorBytes());
        } catch (IOException failed) {
            throw new RefusedException(
                    confirmed.path().toString(),
                    "cannot be written: " + failed.getMessage(),
                    "Stop what uses the device, run p2v as a user who may write to it, or name another device.",
                    failed);
        }
    }

    private static IOException targetFailed(Path file, IOException failed) {
        if (failed instanceof ClosedByInterruptException) {
            return failed;
        }
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
        public void lost(LostRange range) throws IOException {
            badRanges.add(range);
            progress.lost(range.length());
        }
    }
}
