package org.p2vworkbench.converter.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code p2v recovery}: nothing by itself, the parent of its subcommands. */
@Command(
        name = "recovery",
        description = "Put a machine's disks into a form from which they can be put back onto iron.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n")
final class RecoveryCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** With its commands under it. */
    static CommandLine tree(Console console) {
        return new CommandLine(new RecoveryCommand())
                .addSubcommand(new RecoverySetCommand(console))
                .addSubcommand(new RecoveryVerifyCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: set or verify");
    }
}
