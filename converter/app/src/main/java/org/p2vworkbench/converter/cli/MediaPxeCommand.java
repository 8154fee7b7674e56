package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.media.agent.AgentSettings;
import org.p2vworkbench.media.disc.NetBoot;
import org.p2vworkbench.media.disc.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2v media pxe}. */
@Command(
        name = "pxe",
        description = {
            "Write a folder for a TFTP or HTTP server, from which machines start over the network and connect to a converter.",
            "DHCP names pxelinux.0 to a BIOS, bootx64.efi to a UEFI, agent.ipxe to iPXE."
        })
final class MediaPxeCommand implements Callable<Integer> {

    @Mixin
    private MediaOptions media;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The folder; it must not be there yet.")
    private Path output;

    private final Console console;

    MediaPxeCommand(Console console) {
        this.console = console;
    }

    /** As {@code --json} prints it. */
    record Written(String folder) {}

    @Override
    public Integer call() throws IOException {
        AgentSettings settings = media.settings();
        Workshop workshop = media.workshop(console);
        if (Files.exists(output)) {
            throw new RefusedException(
                    output.toString(),
                    "is there already, and machines may be starting from it",
                    "Name another folder, or move this one away.");
        }
        MediumMaking.of(output, () -> {
            Path whole = output.toAbsolutePath();
            Files.createDirectories(whole.getParent());
            new NetBoot(workshop).write(settings, whole);
        });
        if (console.json()) {
            console.resultAsJson(new Written(output.toString()));
        } else {
            console.result(output.toString());
            console.story("Whoever can ask the TFTP server can read all of it, an enrolment code too.");
        }
        return ExitCode.DONE.number();
    }
}
