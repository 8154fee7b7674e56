package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.serve.ConnectedView;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.converter.store.MachineState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2v show}: one machine of the store. */
@Command(
        name = "show",
        description = "Show a machine: what it was, its disks, how far it is; or report on it (--report).")
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MACHINE", description = "Its name in the store, or its folder.")
    private String machine;

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--report",
            description = {
                "Report on it as it was before its move: what it is, what would stop the move, how long it takes.",
                "Taken anew when its agent is connected, and kept in its folder as inventory.json."
            })
    private boolean reportWanted;

    @Mixin
    private PreflightOptions report;

    @Mixin
    private InsideOption inside;

    private final Console console;

    ShowCommand(Console console) {
        this.console = console;
    }

    /** The machine, as {@code --json} prints it. */
    record Shown(MachineRecord record, MachineState state, Optional<ConnectedView> connected) {}

    @Override
    public Integer call() throws IOException {
        if (reportWanted) {
            return new SurveyedMachine(store.store(), machine, console).report(report, inside);
        }
        if (report.isOutputNamed()) {
            throw new UsageException("show", "-o and --format are for a report", "Add --report.");
        }
        Optional<ConnectedView> connected = connected();
        if (connected.isPresent() && !isInStore()) {
            if (console.json()) {
                console.resultAsJson(new Shown(null, null, connected));
            } else {
                ConnectedLines.of(connected.get()).forEach(console::result);
            }
            return ExitCode.DONE.number();
        }
        MachineFolder folder = store.store().machine(machine);
        MachineRecord record = JsonText.read(folder.machineJson(), MachineRecord.class);
        MachineState state = MachineState.of(folder);
        if (console.json()) {
            console.resultAsJson(new Shown(record, state, connected));
        } else {
            print(folder, record, state);
            connected.ifPresent(view -> ConnectedLines.of(view).forEach(console::result));
        }
        return ExitCode.DONE.number();
    }

    /** What a converter that runs knows of it; nothing when none runs, or its agent is not there. */
    private Optional<ConnectedView> connected() throws IOException {
        Optional<ApiClient.Answer> answer = new ApiClient(store.store().path())
                .askIfThere(ApiRequest.of("show", machine), new FollowedMigration(console));
        Optional<String> json = answer.flatMap(ApiClient.Answer::result);
        return json.isPresent() ? Optional.of(JsonText.parse(json.get(), ConnectedView.class)) : Optional.empty();
    }

    private boolean isInStore() throws IOException {
        return store.store().machines().stream()
                .anyMatch(folder -> folder.name().equals(machine));
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
