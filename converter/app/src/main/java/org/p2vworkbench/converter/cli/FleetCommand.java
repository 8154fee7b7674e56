package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.reporting.ReportFile;
import org.p2vworkbench.reports.fleet.Fleet;
import org.p2vworkbench.reports.fleet.FleetDiff;
import org.p2vworkbench.reports.fleet.FleetJson;
import org.p2vworkbench.reports.fleet.FleetPage;
import org.p2vworkbench.reports.fleet.FleetReader;
import org.p2vworkbench.reports.fleet.FleetSheets;
import org.p2vworkbench.reports.page.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code p2v fleet}: many inventories rolled up. */
@Command(
        name = "fleet",
        description = {
            "Roll up many inventories: readiness, risks, waves, size and time of the whole estate.",
            "Inventories are the JSON files that 'p2v inventory --format json' wrote. A file that is none is listed and stops"
                    + " nothing."
        })
final class FleetCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of inventories, or single ones.")
    private List<Path> places;

    @Mixin
    private OutputFileOptions output;

    @Mixin
    private ReportOptions report;

    @Mixin
    private RedactionOptions redaction;

    @Option(names = "--diff", paramLabel = "DIR", description = "Inventories of before: say what has changed.")
    private Path before;

    private final Console console;

    FleetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        FleetReader reader = new FleetReader(report.target(), report.rules(), redaction::of);
        Fleet fleet = read(reader, places);
        Optional<FleetDiff> diff =
                before == null ? Optional.empty() : Optional.of(FleetDiff.of(read(reader, List.of(before)), fleet));
        fleet.broken().forEach(broken -> console.warning(broken.file() + ": " + broken.why()));
        Words words = output.words();
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        FleetPage page = new FleetPage(fleet, diff, "p2v " + ProgramVersion.number(), now, words);
        output.write(
                new ReportFile(
                        words, page::page, () -> FleetJson.of(fleet, diff), () -> new FleetSheets(fleet, words).all()),
                console);
        return ExitCode.DONE.number();
    }

    private static Fleet read(FleetReader reader, List<Path> places) throws IOException {
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new UsageException(place.toString(), "there is nothing", "Name folders of inventories.");
            }
        }
        return reader.read(places);
    }
}
