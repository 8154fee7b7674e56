package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.ova.Scratch;
import org.p2vworkbench.converter.raid.MemberDisks;
import org.p2vworkbench.converter.raid.RaidView;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.detect.RaidReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code p2v raid detect}: which of these disks belong together. */
@Command(
        name = "detect",
        description = {
            "Say which disks form which RAID sets: level, layout, chunk, order, state, how that is known and how sure it"
                    + " is. Nothing is written.",
            "A disk that cannot be read does not stop the others; the exit status is that of the first."
        })
final class RaidDetectCommand implements Callable<Integer> {

    @Mixin
    private RaidInputs inputs;

    @Mixin
    private StoreOptions store;

    private final Console console;

    RaidDetectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Optional<RaidView> connected = connected();
        if (connected.isPresent()) {
            new RaidPrinter(console).print(connected.get());
            return ExitCode.DONE.number();
        }
        try (Scratch scratch = Scratch.in(InputOptions.SCRATCH);
                MemberDisks members = inputs.open(console, scratch)) {
            for (FoundSources.Failure failure : members.failures()) {
                FailurePrinter.tell(console, failure.input(), failure.cause());
            }
            RaidReport report = RaidDetective.standard().detect(members.disks());
            new RaidPrinter(console).print(RaidView.of(report));
            return members.failures().stream()
                    .findFirst()
                    .map(failure -> ExitCode.of(failure.cause()))
                    .orElse(ExitCode.DONE)
                    .number();
        }
    }

    /** The disks of a machine whose agent is there, looked at by the converter that has it. */
    private Optional<RaidView> connected() throws IOException {
        if (inputs.machine().isEmpty()) {
            return Optional.empty();
        }
        Optional<ApiClient.Answer> answer = new ApiClient(store.store().path())
                .askIfThere(ApiRequest.of("raid", inputs.machine().get()), new FollowedMigration(console));
        Optional<String> json = answer.flatMap(ApiClient.Answer::result);
        return json.isPresent() ? Optional.of(JsonText.parse(json.get(), RaidView.class)) : Optional.empty();
    }
}
