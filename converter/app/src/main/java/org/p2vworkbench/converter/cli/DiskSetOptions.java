package org.p2vworkbench.converter.cli;

import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.raid.DiskSets;
import picocli.CommandLine.Option;

/** What becomes of disks that RAID sets lie on: shared by the commands that make a machine. */
final class DiskSetOptions {

    @Option(
            names = "--allow-degraded",
            description = "Go on with a machine whose disks are a RAID set with members missing.")
    private boolean degradedAllowed;

    @Option(
            names = "--keep-members",
            description = "Copy the members of a controller's RAID set one by one, instead of their volume.")
    private boolean keepMembers;

    @Option(
            names = "--flatten-raid",
            description = "Make one ordinary disk of the disks that arrays of Linux md lie on: each array becomes a"
                    + " partition, and the guest does without md.")
    private boolean flattened;

    DiskSets wanted() {
        return new DiskSets(degradedAllowed, keepMembers, flattened);
    }

    /** @param repaired whether the guest is repaired after the copy */
    void check(boolean repaired) throws UsageException {
        if (flattened && !repaired) {
            throw new UsageException(
                    "--flatten-raid",
                    "makes a disk that only the repair gives a boot loader, and --no-fixup forbids the repair",
                    "Leave out one of them.");
        }
    }
}
