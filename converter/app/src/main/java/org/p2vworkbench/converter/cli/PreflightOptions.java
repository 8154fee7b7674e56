package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.converter.reporting.ReportFile;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.preflight.FactSheet;
import org.p2vworkbench.reports.preflight.Preflight;
import org.p2vworkbench.reports.preflight.PreflightJson;
import org.p2vworkbench.reports.risk.Assessment;
import picocli.CommandLine.Mixin;

/** How a report on a machine before its move is made and where it goes: shared by the commands that write one. */
final class PreflightOptions {

    @Mixin
    private OutputFileOptions output;

    @Mixin
    private ReportOptions report;

    @Mixin
    private RedactionOptions redaction;

    boolean isOutputNamed() {
        return output.isNamed();
    }

    void write(Inventory inventory, Console console) throws IOException {
        Inventory shown = redaction.of(inventory);
        Preflight preflight = new Preflight(shown, Assessment.of(shown, report.target(), report.rules()));
        Words words = output.words();
        output.write(
                new ReportFile(
                        words,
                        () -> preflight.page(words),
                        () -> PreflightJson.of(preflight, words),
                        () -> List.of(FactSheet.of(shown))),
                console);
    }
}
