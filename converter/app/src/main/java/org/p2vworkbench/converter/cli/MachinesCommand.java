package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.json.JsonText;
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
        Map<String, MachineState> byName = new TreeMap<>();
        for (MachineFolder folder : store.store().machines()) {
            byName.put(folder.name(), MachineState.of(folder));
        }
        for (MachineState state : fromConverter()) {
            byName.put(state.machine(), state);
        }
        List<MachineState> states = List.copyOf(byName.values());
        if (console.json()) {
            console.resultAsJson(states);
        } else if (states.isEmpty()) {
            console.story("no machines in this store yet");
        } else {
            int width = states.stream()
                    .mapToInt(one -> one.machine().length())
                    .max()
                    .orElse(0);
            states.forEach(one -> console.result(("%-" + width + "s  %-9s  %-8s %3d%%  %s")
                    .formatted(
                            one.machine(),
                            one.connected() ? "connected" : "",
                            one.stage(),
                            one.percent(),
                            one.waitingFor().orElse(""))
                    .stripTrailing()));
        }
        return ExitCode.DONE.number();
    }

    /** Those that are connected, or on their way; none when no converter runs. */
    private List<MachineState> fromConverter() throws IOException {
        Optional<ApiClient.Answer> answer = new ApiClient(store.store().path())
                .askIfThere(ApiRequest.of("machines", ""), new FollowedMigration(console));
        Optional<String> json = answer.flatMap(ApiClient.Answer::result);
        return json.isPresent() ? List.of(JsonText.parse(json.get(), MachineState[].class)) : List.of();
    }
}
