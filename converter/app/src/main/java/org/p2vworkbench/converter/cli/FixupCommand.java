package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.convert.Define;
import org.p2vworkbench.converter.convert.Facts;
import org.p2vworkbench.converter.convert.RepairTargets;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.fixup.FixupTarget;
import org.p2vworkbench.converter.fixup.RepairMachine;
import org.p2vworkbench.converter.fixup.TrialRepair;
import org.p2vworkbench.converter.fixup.UndoMachine;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.repair.RepairOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2v fixup}: a guest is made to boot on KVM, or is put back as it was. */
@Command(
        name = "fixup",
        description = {
            "Repair the guest on a machine's disks so that it boots on KVM, or show what that would change.",
            "What is changed lands in a layer over the disks: their bytes stay as they are. The layer of an image gets the"
                    + " image's name, and its bytes the name NAME.base.qcow2. 'p2v convert' and 'p2v migrate' do this by"
                    + " themselves."
        })
final class FixupCommand implements Callable<Integer> {

    @Mixin
    private GuestOptions guest;

    @Mixin
    private RepairWishes wishes;

    @Option(names = "--dry-run", description = "Show each change, and make none.")
    private boolean dryRun;

    @Option(names = "--undo", description = "Take the repair back.")
    private boolean undo;

    @Option(
            names = "--root",
            paramLabel = "DEVICE",
            description = "Which system to repair, where there are several: /dev/sda2.")
    private Optional<String> root = Optional.empty();

    private final Console console;

    FixupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        FixupPrinter printer = new FixupPrinter(console);
        RepairOptions options = wishes.options(root, guest.keys());
        if (dryRun && !undo) {
            guest.onDisks(
                    console,
                    disks -> printer.planned(new TrialRepair(guest.image(), options, console::story).plan(disks)));
            return ExitCode.DONE.number();
        }
        Optional<MachineFolder> machine = machine();
        FixupTarget target =
                machine.isPresent() ? RepairTargets.of(machine.get()) : FixupTarget.ofImages(guest.images());
        if (undo) {
            return undo(target, machine, printer);
        }
        RepairOptions informed = machine.isPresent() ? options.of(facts(machine.get())) : options;
        FixupRecord record = new RepairMachine(
                        target, informed, "p2v " + ProgramVersion.number(), Clock.systemUTC(), console::story)
                .run();
        if (machine.isPresent()) {
            Define.again(machine.get());
        }
        printer.done(record, target.folder().changesJson());
        return ExitCode.DONE.number();
    }

    /** What the old machine said of itself when it was copied. */
    private static MachineFacts facts(MachineFolder machine) throws IOException {
        return Facts.of(
                JsonText.read(machine.machineJson(), MachineRecord.class).hardware());
    }

    private int undo(FixupTarget target, Optional<MachineFolder> machine, FixupPrinter printer) throws IOException {
        if (dryRun) {
            printer.recorded(target);
            return ExitCode.DONE.number();
        }
        UndoMachine.Undone undone = new UndoMachine(target, guest.keys(), console::story).run();
        if (machine.isPresent()) {
            Define.again(machine.get());
        }
        printer.undone(undone);
        return ExitCode.DONE.number();
    }

    /** A disk in a machine folder means its machine. */
    private Optional<MachineFolder> machine() throws IOException {
        Path path;
        try {
            path = Path.of(guest.image()).toAbsolutePath().normalize();
        } catch (InvalidPathException noPath) {
            return Optional.of(guest.store().machine(guest.image()));
        }
        if (Files.isRegularFile(path)) {
            Path disks = path.getParent();
            boolean ofMachine = disks.endsWith("disks") && Files.isRegularFile(disks.resolveSibling("machine.json"));
            return ofMachine ? Optional.of(new MachineFolder(disks.getParent())) : Optional.empty();
        }
        return Optional.of(guest.store().machine(guest.image()));
    }
}
