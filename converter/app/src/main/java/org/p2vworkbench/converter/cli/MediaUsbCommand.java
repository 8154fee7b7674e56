package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.p2vworkbench.agent.inventory.BlockDevices;
import org.p2vworkbench.converter.device.ExclusiveOpen;
import org.p2vworkbench.converter.device.Stick;
import org.p2vworkbench.converter.device.StickCheck;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.media.agent.AgentSettings;
import org.p2vworkbench.media.disc.AgentDisc;
import org.p2vworkbench.media.disc.Workshop;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2v media usb}. */
@Command(
        name = "usb",
        description = {
            "Overwrite a USB stick with what 'p2v media iso' writes, after its model and serial number have been typed.",
            "A disk inside this host, or one that is in use, is refused. A plain file may stand for a stick, to rehearse."
        })
final class MediaUsbCommand implements Callable<Integer> {

    @Mixin
    private MediaOptions media;

    @ArgGroup(multiplicity = "1")
    private Named named;

    @Option(names = "--yes", description = "Ask nothing: what DEVICE holds may go.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show what would be overwritten, and write nothing.")
    private boolean dryRun;

    private final Console console;

    MediaUsbCommand(Console console) {
        this.console = console;
    }

    /** The same place by either name: that of other media, or that of other commands about devices. */
    static final class Named {

        @Parameters(paramLabel = "DEVICE", description = "The stick, /dev/sdX, or a plain file that is there.")
        private Path device;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "DEVICE",
                description = "The same.")
        private Path output;

        Path path() {
            return device == null ? output : device;
        }
    }

    /** As {@code --json} prints it. */
    record Written(String device, String description, long bytes, boolean dryRun) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = named.path();
        AgentSettings settings = media.settings();
        Workshop workshop = media.workshop(console);
        StickCheck check = new StickCheck(BlockDevices.ofThisHost(), Path.of("/sys"));
        Stick stick = check.admit(target, 0);
        console.aside("%s will be overwritten: %s, %s. It holds %s."
                .formatted(stick.path(), stick.description(), Amounts.bytes(stick.sizeBytes()), stick.holds()));
        if (dryRun) {
            return said(stick, 0);
        }
        if (!yes) {
            confirm(stick);
        }
        Path image = Files.createTempFile(Files.createDirectories(workshop.cache()), "stick", ".iso");
        try {
            MediumMaking.of(target, () -> new AgentDisc(workshop).write(settings, image));
            long bytes = Files.size(image);
            // A stick may have been pulled out and another put in while the image was made.
            Stick still = check.admit(target, bytes);
            if (!still.identity().equals(stick.identity())) {
                throw new RefusedException(
                        target.toString(), "is another device than was confirmed; nothing was written", "Begin again.");
            }
            if (!Files.isRegularFile(target)) {
                ExclusiveOpen.demand(target);
            }
            MediumMaking.of(target, () -> still.overwrite(image));
            return said(stick, bytes);
        } finally {
            Files.deleteIfExists(image);
        }
    }

    private void confirm(Stick stick) throws IOException, InterruptedException {
        if (!console.keyboard().isThere()) {
            throw new RefusedException(
                    stick.path().toString(),
                    "would be overwritten, and there is no terminal to confirm that on",
                    "Look at what is said above; if that is the stick you mean, add --yes.");
        }
        console.prompt("Type %s to go on, anything else to stop: ".formatted(stick.confirmation()));
        if (!console.keyboard().line().equals(stick.confirmation())) {
            throw new RefusedException(
                    stick.path().toString(),
                    "was not confirmed; nothing was written",
                    "Run the same command again and type model and serial number as they are shown.");
        }
    }

    private int said(Stick stick, long bytes) {
        if (console.json()) {
            console.resultAsJson(new Written(stick.path().toString(), stick.description(), bytes, dryRun));
        } else if (!dryRun) {
            console.result("%s: %s written and read back".formatted(stick.path(), Amounts.bytes(bytes)));
        }
        return ExitCode.DONE.number();
    }
}
