package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.Store;
import org.p2vworkbench.converter.survey.MachineSurvey;
import org.p2vworkbench.reports.inventory.Inventory;

/** The report on a machine that is connected, or of which an inventory was kept. */
record SurveyedMachine(Store store, String machine, Console console) {

    int report(PreflightOptions how, InsideOption inside) throws IOException {
        String command = inside.wanted()
                .map(yes -> yes ? "survey-inside" : "survey-outside")
                .orElse("survey");
        Optional<ApiClient.Answer> answer =
                new ApiClient(store.path()).askIfThere(ApiRequest.of(command, machine), new FollowedMigration(console));
        Optional<Inventory> inventory = kept();
        boolean isNew = answer.flatMap(ApiClient.Answer::result).isPresent();
        if (inventory.isEmpty()) {
            if (answer.isPresent() && !isNew) {
                return FailurePrinter.told(console, answer.get());
            }
            throw new UsageException(
                    machine,
                    "has no inventory in %s, and no converter runs here that could take one".formatted(store.path()),
                    "Start 'p2v serve' and connect its agent; of images, 'p2v inventory --image' reports.");
        }
        if (!isNew) {
            answer.ifPresent(why -> console.warning(why.failure()));
            console.story("the report is of the inventory that was taken at "
                    + Harmless.text(inventory.get().takenAt()));
        }
        how.write(inventory.get(), console);
        return ExitCode.DONE.number();
    }

    /** By its name in the store, or by its folder. */
    private Optional<Inventory> kept() throws IOException {
        for (Path candidate : List.of(store.path().resolve(machine), Path.of(machine))) {
            Optional<Inventory> found = MachineSurvey.kept(
                    new MachineFolder(candidate.toAbsolutePath().normalize()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
