package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.files.GuestListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code p2v files ls}: what is in a folder of a machine, or what filesystems and systems it has. */
@Command(
        name = "ls",
        description = "List a folder; without a path, the filesystems and operating systems of the machine.")
final class FilesLsCommand implements Callable<Integer> {

    @Mixin
    private GuestOptions guest;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PATH", description = "A file or folder of the machine.")
    private Optional<String> path = Optional.empty();

    private final Console console;

    FilesLsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        guest.run(console, files -> {
            GuestListing listing = new GuestListing(guest.image(), files, console::story);
            if (path.isPresent()) {
                show(listing.folder(path.get()));
            } else {
                show(listing.overview());
            }
        });
        return ExitCode.DONE.number();
    }

    private void show(GuestListing.Folder folder) {
        if (console.json()) {
            console.resultAsJson(folder);
            return;
        }
        int width = folder.entries().stream()
                .mapToInt(entry -> Long.toString(entry.size()).length())
                .max()
                .orElse(1);
        for (GuestListing.Entry entry : folder.entries()) {
            String target = entry.target().map(to -> " -> " + to).orElse("");
            console.result("%-7s %s %s %-20s %s"
                    .formatted(
                            entry.type(),
                            entry.mode(),
                            " ".repeat(width - Long.toString(entry.size()).length()) + entry.size(),
                            entry.mtime(),
                            Harmless.text(entry.name() + target)));
        }
    }

    private void show(GuestListing.Overview overview) {
        if (console.json()) {
            console.resultAsJson(overview);
            return;
        }
        overview.filesystems()
                .forEach(each -> line(each.device(), each.type(), Amounts.bytes(each.sizeBytes()), each.label()));
        overview.guests().forEach(each -> {
            line("system", each.product().isEmpty() ? each.type() : each.product(), "on " + each.device(), "");
            each.mountpoints().forEach((at, device) -> line("", at, device, ""));
            each.drives().forEach((letter, device) -> line("", letter + ":", device, ""));
        });
    }

    private void line(String... columns) {
        console.result("%-16s %-12s %-12s %s"
                .formatted(Stream.of(columns).map(Harmless::text).toArray())
                .stripTrailing());
    }
}
