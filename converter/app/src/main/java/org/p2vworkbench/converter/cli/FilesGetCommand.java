package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.files.GuestPlaces;
import org.p2vworkbench.converter.files.GuestTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2v files get}: a file, or a folder with all below it, brought to this host. */
@Command(
        name = "get",
        description = {
            "Bring a file or a whole folder to this host.",
            "Times are kept. Devices, pipes, and links that lead out of the folder are left out and listed."
        })
final class FilesGetCommand implements Callable<Integer> {

    /** More are counted, and not named on a terminal. */
    private static final int MOST_SHOWN = 20;

    @Mixin
    private GuestOptions guest;

    @Parameters(index = "1", paramLabel = "PATH", description = "A file or folder of the machine.")
    private String path;

    @Parameters(
            index = "2",
            arity = "0..1",
            defaultValue = ".",
            paramLabel = "DEST",
            description = "A folder that is there, or the new name; without it, the current folder.")
    private Path destination;

    @Option(names = "--force", description = "Replace files that are in the way.")
    private boolean force;

    @Option(names = "--dry-run", description = "Say what would be brought, and write nothing.")
    private boolean dryRun;

    private final Console console;

    FilesGetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        guest.run(console, files -> {
            GuestPlaces.Place place = new GuestPlaces(guest.image(), files, console::story).find(path);
            GuestTransfer transfer = new GuestTransfer(guest.image(), files);
            show(dryRun ? transfer.plan(place, destination, force) : transfer.bring(place, destination, force));
        });
        return ExitCode.DONE.number();
    }

    private void show(GuestTransfer.Brought brought) {
        brought.left().stream().limit(MOST_SHOWN).forEach(left -> console.story("left out: " + left));
        if (brought.left().size() > MOST_SHOWN) {
            console.story("left out: %d more".formatted(brought.left().size() - MOST_SHOWN));
        }
        if (console.json()) {
            console.resultAsJson(brought);
        } else if (dryRun) {
            console.result("would write %s".formatted(Harmless.text(brought.to().toString())));
        } else {
            console.result("%s: %d file%s, %s"
                    .formatted(
                            Harmless.text(brought.to().toString()),
                            brought.files(),
                            brought.files() == 1 ? "" : "s",
                            Amounts.bytes(brought.bytes())));
        }
    }
}
