package org.p2vworkbench.converter.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code p2v completion bash}: the script that lets the shell complete commands and options. */
@Command(name = "completion", description = "Print the completion script: source <(p2v completion bash)")
final class CompletionCommand implements Runnable {

    @Parameters(
            paramLabel = "SHELL",
            completionCandidates = Choices.Shells.class,
            description = "bash, also understood by zsh.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    private final Console console;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        console.result(shell.script(spec));
    }

    enum Shell {
        BASH;

        String script(CommandSpec spec) {
            CommandSpec root = spec.root();
            return AutoComplete.bash(root.name(), root.commandLine());
        }
    }
}
