package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.ledger.LedgerSummary;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import org.p2vworkbench.disks.sink.PartFile;

/** Whether the target can hold what is to come, found out before the first byte and not after the last gigabyte. */
final class FreeSpace {

    private final Path target;
    private final MachineFolder folder;

    FreeSpace(Path target, MachineFolder folder) {
        this.target = target;
        this.folder = folder;
    }

    void check(MachinePlan plan, ConvertOptions options) throws IOException {
        long needed = needed(plan, options);
        long free = Files.getFileStore(target).getUsableSpace();
        if (needed > free) {
            throw new TargetStorageException(
                    target.toString(),
                    "%d MiB are needed for %s and %d MiB are free".formatted(needed >> 20, plan.machine(), free >> 20),
                    "Make room, choose another folder with -o, or compress with --compress zstd.");
        }
    }

    /** 0 where nobody knows beforehand; if it does not fit then, the copy stops resumable. */
    long needed(MachinePlan plan, ConvertOptions options) throws IOException {
        if (options.compression() != Qcow2Compression.NONE) {
            return 0;
        }
        long needed = 0;
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            // A device has its own room, which has been checked.
            needed += disk.device().isPresent() ? 0 : Math.max(0, disk.readBytes() - alreadyThere(disk));
        }
        return needed;
    }

    private long alreadyThere(MachinePlan.DiskPlan disk) throws IOException {
        if (Files.exists(disk.copy())) {
            return disk.readBytes();
        }
        // A raw part is as long as the disk from the start; what is in it is what the ledger knows.
        boolean started = Files.exists(new PartFile(disk.copy()).part());
        return started ? LedgerSummary.of(folder.ledger(disk.name())).dataBytes() : 0;
    }
}
