package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.reporting.ReportFile;
import org.p2vworkbench.converter.reporting.ReportFormat;
import org.p2vworkbench.reports.page.Language;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.risk.SiteRules;
import org.p2vworkbench.reports.sizing.Target;
import org.p2vworkbench.reports.sizing.TargetJson;
import picocli.CommandLine.Option;

/** How a report is made and where it goes: shared by all commands that make one. */
final class ReportOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it; without it text goes to stdout.")
    private Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Choices.ReportFormats.class,
            description = "${COMPLETION-CANDIDATES}; default: by the end of the file's name.")
    private ReportFormat format;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            completionCandidates = Choices.Languages.class,
            description = "Language of the report: ${COMPLETION-CANDIDATES}.")
    private Language language;

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description = "What is known of where it is to go: link, room, window, VLANs. See docs/inventory.md.")
    private Path target;

    @Option(names = "--rules", paramLabel = "DIR", description = "Rules of this site: a JSON file each.")
    private Path rules;

    Words words() {
        return Words.in(language, ZoneId.systemDefault());
    }

    Target target() throws IOException {
        if (target == null) {
            return Target.UNKNOWN;
        }
        try {
            return TargetJson.read(Files.readString(target));
        } catch (IOException mistake) {
            throw new UsageException(target.toString(), mistake.getMessage(), "docs/inventory.md shows one.", mistake);
        }
    }

    SiteRules rules() throws IOException {
        try {
            return rules == null ? SiteRules.NONE : SiteRules.in(rules);
        } catch (IOException mistake) {
            throw new UsageException(rules.toString(), mistake.getMessage(), "Mend it, or leave --rules out.", mistake);
        }
    }

    void write(ReportFile report, Console console) throws IOException {
        ReportFormat wanted = output == null && format == null && console.json() ? ReportFormat.JSON : format();
        if (output == null) {
            if (!wanted.isText()) {
                throw new UsageException(
                        "--format", "%s is nothing for a terminal".formatted(wanted), "Name a file: -o FILE.");
            }
            String text = report.text(wanted);
            console.result(text.substring(0, text.length() - (text.endsWith("\n") ? 1 : 0)));
        } else {
            report.write(wanted, output);
            if (console.json()) {
                console.result(report.text(ReportFormat.JSON).stripTrailing());
            }
            console.story("report in " + output);
        }
    }

    private ReportFormat format() {
        return Optional.ofNullable(format)
                .or(() -> Optional.ofNullable(output).flatMap(ReportFormat::of))
                .orElse(output == null ? ReportFormat.TEXT : ReportFormat.HTML);
    }
}
