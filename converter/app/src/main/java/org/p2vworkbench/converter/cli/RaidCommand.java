package org.p2vworkbench.converter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code p2v raid}: nothing by itself, the parent of its subcommands. */
@Command(
        name = "raid",
        description = {
            "See through RAID controllers: which disks form a set, and what is on it.",
            "Works on images and devices, needs no controller, and never writes to a member."
        })
final class RaidCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: detect or assemble");
    }
}
