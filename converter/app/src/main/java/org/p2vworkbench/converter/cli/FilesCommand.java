package org.p2vworkbench.converter.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code p2v files}: single files out of a machine that is off. Does nothing by itself but hold its commands. */
@Command(
        name = "files",
        description = {
            "Look at the files of a machine that is off, without converting it first.",
            "Disks are read, never written. A path is /etc/fstab, C:\\boot.ini or, on a device, /dev/sda1:/boot.ini."
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n")
final class FilesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** With its commands under it. */
    static CommandLine tree(Console console) {
        return new CommandLine(new FilesCommand())
                .addSubcommand(new FilesLsCommand(console))
                .addSubcommand(new FilesCatCommand(console))
                .addSubcommand(new FilesGetCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given: ls, cat or get");
    }
}
