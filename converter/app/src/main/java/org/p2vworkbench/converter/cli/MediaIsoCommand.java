package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.media.agent.AgentSettings;
import org.p2vworkbench.media.disc.AgentDisc;
import org.p2vworkbench.media.disc.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2v media iso}. */
@Command(
        name = "iso",
        description = {
            "Write an image for a CD or a USB stick (dd) that starts machines by BIOS and UEFI and connects to a converter.",
            "What is not given is asked on the old machine's console. The kernel comes from this host's apt; nothing is installed."
        })
final class MediaIsoCommand implements Callable<Integer> {

    @Mixin
    private MediaOptions media;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The image.")
    private Path output;

    private final Console console;

    MediaIsoCommand(Console console) {
        this.console = console;
    }

    /** As {@code --json} prints it. */
    record Written(String file, long bytes) {}

    @Override
    public Integer call() throws IOException {
        AgentSettings settings = media.settings();
        Workshop workshop = media.workshop(console);
        MediumMaking.of(output, () -> {
            Path whole = output.toAbsolutePath();
            Files.createDirectories(whole.getParent());
            new AgentDisc(workshop).write(settings, whole);
        });
        long bytes = Files.size(output);
        if (console.json()) {
            console.resultAsJson(new Written(output.toString(), bytes));
        } else {
            console.result("%s: %s".formatted(output, Amounts.bytes(bytes)));
        }
        return ExitCode.DONE.number();
    }
}
