package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.converter.store.MachineState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code p2v show}: one machine of the store. */
@Command(name = "show", description = "Show a machine: what it was, its disks, how far it is.")
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MACHINE", description = "Its name in the store, or its folder.")
    private String machine;

    @Mixin
    private StoreOptions store;

    private final Console console;

    ShowCommand(Console console) {
        this.console = console;
    }

    /** The machine, as {@code --json} prints it. */
    record Shown(MachineRecord record, MachineState state) {}

    @Override
    public Integer call() throws IOException {
        MachineFolder folder = store.store().machine(machine);
        MachineRecord record = JsonText.read(folder.machineJson(), MachineRecord.class);
        MachineState state = MachineState.of(folder);
        if (console.json()) {
            console.resultAsJson(new Shown(record, state));
        } else {
            print(folder, record, state);
        }
        return ExitCode.DONE.number();
    }

    private void print(MachineFolder folder, MachineRecord record, MachineState state) {
        MachineHardware hardware = record.hardware();
        line("machine", record.machine());
        line("stage", "%s, %d%%".formatted(state.stage(), state.percent()));
        line("from", record.input());
        line("firmware", hardware.firmware().isUefi() ? "UEFI" : "BIOS");
        line("processors", Integer.toString(hardware.cpu().count()));
        line("memory", Amounts.bytes(hardware.memoryBytes()));
        hardware.nics()
                .forEach(nic -> line("network", nic.mac().map(Object::toString).orElse("no fixed address")));
        for (MachineRecord.Disk disk : record.disks()) {
            line(
                    "disk",
                    "%s: %s, %s used, from %s"
                            .formatted(
                                    disk.name(),
                                    Amounts.bytes(disk.virtualBytes()),
                                    Amounts.bytes(disk.usedBytes()),
                                    disk.format()));
        }
        record.notes().forEach(note -> line("note", note));
        line("folder", folder.path().toString());
        if (Files.exists(folder.domainXml())) {
            line("define", "virsh define " + folder.domainXml());
            line("or run", folder.qemuScript().toString());
        }
    }

    private void line(String what, String value) {
        console.result("%-11s %s".formatted(what, Harmless.text(value)));
    }
}
