package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.api.ApiClient;
import org.p2vworkbench.converter.api.ApiRequest;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.migrate.MigrationOptions;
import org.p2vworkbench.converter.migrate.MigrationResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2v migrate}: a connected machine comes into the store. */
@Command(
        name = "migrate",
        description = {
            "Copy a connected machine into the store, verify it, and make its definition.",
            "The converter does it; this command follows, and leaving it stops nothing. Run again, it follows what is"
                    + " under way, or goes on where the last run stopped."
        })
final class MigrateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MACHINE", description = "As 'p2v machines' calls it.")
    private String machine;

    @Mixin
    private StoreOptions store;

    @Mixin
    private NewDiskOptions disks;

    @Mixin
    private AllBlocksOption blocks;

    @Option(names = "--no-verify", description = "Do not read the images back at the end.")
    private boolean unverified;

    @Mixin
    private DiskSetOptions sets;

    @Option(
            names = "--limit",
            paramLabel = "RATE",
            defaultValue = "0",
            converter = BytesPerSecond.class,
            description = "Of this machine over the wire, in bytes a second: 50M, or by the time of day:"
                    + " 5M@08:00-18:00,50M; default: no limit.")
    private Limits limit;

    @Option(
            names = "--delta",
            description = "Bring a machine that was copied before up to date: only what changed since travels.")
    private boolean delta;

    @Option(
            names = "--discard-changes",
            description = "With --delta: give up what was changed in the new machine since it was copied.")
    private boolean discardChanges;

    @Mixin
    private RepairAfterCopyOptions repair;

    @Option(names = "--cancel", description = "Stop the migration that is under way; it can go on later.")
    private boolean cancel;

    @Option(names = "--pause", description = "Ask nothing more of the machine until 'p2v migrate' is run again.")
    private boolean pause;

    private final Console console;

    MigrateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        disks.check();
        ApiClient converter = new ApiClient(store.store().path());
        if (cancel) {
            return stop(converter, "cancel", "%s is stopped; 'p2v migrate %s' goes on");
        }
        if (pause) {
            return stop(converter, "pause", "%s is paused; 'p2v migrate %s' goes on");
        }
        sets.check(repair.options().isPresent());
        if (delta && sets.wanted().flattened()) {
            throw new UsageException(
                    "--delta",
                    "brings copies of a machine's own disks up to date, and --flatten-raid makes others of them",
                    "Give one of them; a flattened machine is copied again whole, after its folder is removed.");
        }
        MigrationOptions options = new MigrationOptions(
                disks.format(),
                disks.compression(),
                disks.flatten(),
                blocks.all(),
                !unverified,
                sets.wanted().degradedAllowed(),
                sets.wanted().keepMembers(),
                sets.wanted().flattened(),
                limit,
                delta,
                discardChanges,
                repair.options());
        ApiClient.Answer answer = converter.ask(ApiRequest.migrate(machine, options), new FollowedMigration(console));
        if (answer.result().isEmpty()) {
            return FailurePrinter.told(console, answer);
        }
        MigrationResult result = JsonText.parse(answer.result().get(), MigrationResult.class);
        if (console.json()) {
            console.resultAsJson(result);
        } else {
            FollowedMigration.lines(result).forEach(console::result);
        }
        result.error().ifPresent(console::error);
        result.next().ifPresent(next -> console.aside("Next: " + next));
        return result.exitCode();
    }

    private int stop(ApiClient converter, String command, String told) throws IOException {
        ApiClient.Answer answer = converter.ask(ApiRequest.of(command, machine), new FollowedMigration(console));
        if (answer.result().isEmpty()) {
            return FailurePrinter.told(console, answer);
        }
        console.story(told.formatted(machine, machine));
        return ExitCode.DONE.number();
    }
}
