package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.convert.MoveMachine;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.store.MachineFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2v move}: a machine's folder to another place. */
@Command(
        name = "move",
        description = {
            "Put a machine's folder elsewhere, and fit its definition to the new place.",
            "Onto another filesystem it is copied and compared first. Copying a folder by other means works too: 'p2v"
                    + " define' fits its definition then."
        })
final class MoveCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MACHINE", description = "Its name in the store, or its folder.")
    private String machine;

    @Parameters(
            index = "1",
            paramLabel = "FOLDER",
            description = "A folder to put it into, or one that is not there yet and becomes the machine's.")
    private Path destination;

    @Mixin
    private StoreOptions store;

    @Option(names = "--keep-source", description = "Leave the old folder where it is, and have two.")
    private boolean keepSource;

    @Option(names = "--dry-run", description = "Say where it would go, and move nothing.")
    private boolean dryRun;

    private final Console console;

    MoveCommand(Console console) {
        this.console = console;
    }

    /** What {@code --json} prints. */
    record Moved(String machine, Path from, Path to, boolean sourceKept) {}

    @Override
    public Integer call() throws IOException {
        MachineFolder folder = store.store().machine(machine);
        MoveMachine move = new MoveMachine(folder, Clock.systemUTC(), console::story);
        MachineFolder target = dryRun ? move.target(destination) : move.run(destination, keepSource);
        if (console.json()) {
            console.resultAsJson(new Moved(target.name(), folder.path(), target.path(), keepSource));
        } else {
            console.result("%s  ->  %s".formatted(folder.path(), target.path()));
            console.story("If libvirt knows the machine: p2v define %s".formatted(target.path()));
        }
        return ExitCode.DONE.number();
    }
}
