package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.p2vworkbench.agent.inventory.survey.Survey;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.InventoryJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2v inventory}: what this machine is, and what would stop its migration. */
@Command(
        name = "inventory",
        description = {
            "Report on this machine before it is moved: what it is, what would stop the move, how long it takes, how big the"
                    + " new machine should be.",
            "Nothing is changed. Root sees more; what was not read is listed."
        })
final class InventoryCommand implements Callable<Integer> {

    @Mixin
    private PreflightOptions report;

    @Option(
            names = "--sample",
            paramLabel = "TIME",
            converter = ValidFor.class,
            defaultValue = "0s",
            description = "Watch the load for so long, for a proposal that is measured: 10m, 24h, 7d.")
    private Duration sample;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Report on an inventory that was taken before (--format json), not on this machine.")
    private Path from;

    @Option(
            names = "--recording",
            paramLabel = "DIR",
            description =
                    "Report on a Linux machine whose /sys, /proc and /etc were copied into this folder, as sosreport does.")
    private Path recording;

    @Option(
            names = "--image",
            arity = "1..*",
            paramLabel = "DISK",
            description =
                    "Report on a machine of which there are images of its disks, all of them, or a vmx, ovf, ova or Xen"
                            + " configuration.")
    private List<String> images = List.of();

    @Option(
            names = "--disks",
            description =
                    "Look at the bytes of this machine's disks too, read-only: RAID sets, what is in use, states. Needs root.")
    private boolean disks;

    @Mixin
    private InsideOption inside;

    private final Console console;

    InventoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        report.write(inventory(), console);
        return ExitCode.DONE.number();
    }

    private Inventory inventory() throws IOException {
        String program = "p2v " + ProgramVersion.number();
        if (!images.isEmpty()) {
            return new ImagedMachine(images, inside.wanted().orElse(true), console).inventory(program);
        }
        if (from != null) {
            return read(from);
        }
        if (recording != null) {
            return InventoryJson.read(
                    Survey.ofRecording(recording, Clock.systemUTC(), program).json());
        }
        if (!sample.isZero()) {
            console.story("watching the load for " + Amounts.duration(sample.toSeconds()));
        }
        String told = Survey.ofThisMachine(program, sample).json();
        Inventory inventory = InventoryJson.read(told);
        return disks ? withDisks(inventory, told) : inventory;
    }

    private Inventory withDisks(Inventory inventory, String told) throws IOException {
        List<String> paths = inventory.hardware().disks().stream()
                .filter(disk -> !disk.removable() && disk.sizeBytes().isKnown())
                .map(DiskFacts::path)
                .toList();
        if (paths.isEmpty()) {
            return inventory;
        }
        try {
            return new ImagedMachine(paths, inside.wanted().orElse(false), console)
                    .withSurvey(told)
                    .named(inventory.machine());
        } catch (IOException refused) {
            return inventory.missing(List.of(new Inventory.Missed(
                    "the bytes of the disks", String.valueOf(refused.getMessage()), "Run it as root.")));
        }
    }

    private static Inventory read(Path file) throws UsageException {
        try {
            return InventoryJson.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException none) {
            throw new UsageException(
                    file.toString(), none.getMessage(), "Name what 'p2v inventory --format json' wrote.", none);
        }
    }
}
