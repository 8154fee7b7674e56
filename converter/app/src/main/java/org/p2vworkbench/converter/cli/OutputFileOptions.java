package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.reporting.ReportFile;
import org.p2vworkbench.converter.reporting.ReportFormat;
import org.p2vworkbench.reports.page.Language;
import org.p2vworkbench.reports.page.Words;
import picocli.CommandLine.Option;

/** As what, in which language and where a report is written: shared by all commands that make one. */
final class OutputFileOptions {

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

    /** Whether a report was asked for in so many words. */
    boolean isNamed() {
        return output != null || format != null;
    }

    Words words() {
        return Words.in(language, ZoneId.systemDefault());
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
