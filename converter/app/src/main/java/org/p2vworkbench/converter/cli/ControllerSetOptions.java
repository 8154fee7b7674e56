package org.p2vworkbench.converter.cli;

import picocli.CommandLine.Option;

/** What becomes of disks that a controller's RAID set lies on: shared by the commands that make a machine. */
final class ControllerSetOptions {

    @Option(
            names = "--allow-degraded",
            description = "Go on with a machine whose disks are a RAID set with members missing.")
    private boolean degradedAllowed;

    @Option(
            names = "--keep-members",
            description = "Copy the members of a controller's RAID set one by one, instead of their volume.")
    private boolean keepMembers;

    boolean degradedAllowed() {
        return degradedAllowed;
    }

    boolean keepMembers() {
        return keepMembers;
    }
}
