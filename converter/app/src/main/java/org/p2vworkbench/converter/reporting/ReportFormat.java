package org.p2vworkbench.converter.reporting;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a report can be written as. */
public enum ReportFormat {
    HTML,
    JSON,
    CSV,
    TEXT,
    XLSX,
    PDF;

    /** By the end of a file's name; "report.txt" is text. */
    public static Optional<ReportFormat> of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".txt")
                ? Optional.of(TEXT)
                : name.endsWith(".htm")
                        ? Optional.of(HTML)
                        : Stream.of(values())
                                .filter(format ->
                                        name.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
                                .findFirst();
    }

    /** Whether it can be shown on a terminal. */
    public boolean isText() {
        return this != XLSX && this != PDF;
    }
}
