package org.p2vworkbench.converter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code p2v media}: nothing by itself, the parent of its subcommands. */
@Command(
        name = "media",
        description =
                "Make a medium that boots an old machine and offers its disks to this converter. It writes to none of them.")
final class MediaCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: iso, usb or pxe");
    }
}
