package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code p2v machines}: what is in the store, and how far each is. */
@Command(name = "machines", description = "List the machines of a store and how far each is.")
final class MachinesCommand implements Callable<Integer> {

    @Mixin
    private StoreOptions store;

    private final Console console;

    MachinesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<MachineState> states = new ArrayList<>();
        for (MachineFolder folder : store.store().machines()) {
            states.add(MachineState.of(folder));
        }
        if (console.json()) {
            console.resultAsJson(states);
        } else if (states.isEmpty()) {
            console.story("no machines in this store yet");
        } else {
            int width = states.stream()
                    .mapToInt(one -> one.machine().length())
                    .max()
                    .orElse(0);
            states.forEach(one -> console.result(("%-" + width + "s  %-8s %3d%%  %s")
                    .formatted(
                            one.machine(),
                            one.stage(),
                            one.percent(),
                            one.waitingFor().orElse(""))
                    .stripTrailing()));
        }
        return ExitCode.DONE.number();
    }
}
