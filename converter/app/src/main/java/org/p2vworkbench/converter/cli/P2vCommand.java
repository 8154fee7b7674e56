package org.p2vworkbench.converter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root: does nothing by itself but hold the commands and the options all of them share. */
@Command(
        name = "p2v",
        description = "Turns old machines and their disk images into KVM machines.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "'p2v COMMAND --help' tells more of a command, 'p2v demo' shows the program at work.",
            "On the machine that is to move: 'p2v agent --help'.",
            "From a source tree, 'p2v test' runs all tests, and '--no-install' keeps the launcher from installing"
                    + " packages of the host that are missing."
        })
final class P2vCommand implements Runnable {

    @Mixin
    private final OutputOptions output;

    @Spec
    private CommandSpec spec;

    P2vCommand(OutputOptions output) {
        this.output = output;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
