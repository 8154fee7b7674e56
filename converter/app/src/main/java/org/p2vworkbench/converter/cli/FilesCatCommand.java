package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.files.GuestPlaces;
import org.p2vworkbench.converter.files.GuestTransfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code p2v files cat}: the bytes of one file on stdout, and nothing else. */
@Command(name = "cat", description = "Print a file of the machine, byte for byte.")
final class FilesCatCommand implements Callable<Integer> {

    @Mixin
    private GuestOptions guest;

    @Parameters(index = "1", paramLabel = "PATH", description = "A file of the machine.")
    private String path;

    private final Console console;

    FilesCatCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        guest.run(console, files -> {
            GuestPlaces.Place place = new GuestPlaces(guest.image(), files, console::story).find(path);
            new GuestTransfer(guest.image(), files).print(place, console.resultBytes());
        });
        return ExitCode.DONE.number();
    }
}
