package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.fixup.FixupFolder;
import org.p2vworkbench.converter.fixup.FixupTarget;
import org.p2vworkbench.converter.fixup.RepairDisk;
import org.p2vworkbench.converter.store.MachineFolder;

/** Converted machines as what can be repaired. */
public final class RepairTargets {

    private RepairTargets() {}

    /** A finished machine. */
    public static FixupTarget of(MachineFolder folder) throws IOException {
        if (!folder.isFinished()) {
            throw new RefusedException(
                    folder.path().toString(),
                    "is not converted to its end",
                    "Run the same 'p2v convert' again; it repairs the guest by itself.");
        }
        return of(MachinePlan.of(folder), folder);
    }

    static FixupTarget of(MachinePlan plan, MachineFolder folder) {
        return new FixupTarget(
                folder.name(),
                plan.disks().stream().map(disk -> disk(disk, folder)).toList(),
                folder.disks(),
                new FixupFolder(folder.path()),
                false);
    }

    private static RepairDisk disk(MachinePlan.DiskPlan disk, MachineFolder folder) {
        Optional<Path> ledger = Optional.of(folder.ledger(disk.name()));
        return disk.layered()
                ? new RepairDisk(
                        disk.name(), Optional.of(disk.copy()), disk.image(), disk.imageFormat(), Optional.empty())
                : new RepairDisk(disk.name(), Optional.empty(), disk.image(), disk.imageFormat(), ledger);
    }
}
