package org.p2vworkbench.reports.risk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Until when makers of systems mend them, from a table: id, beginning of the version, day. */
public final class EndOfSupport {

    private static final String TABLE = "end-of-support.csv";
    private static final List<String[]> ROWS = rows();

    private EndOfSupport() {}

    /** The day, as in ISO 8601; nothing for a system that is not in the table. */
    public static Optional<String> of(String id, String version) {
        return ROWS.stream()
                .filter(row -> row[0].equals(id))
                .filter(row -> version.equals(row[1]) || version.startsWith(row[1] + "."))
                .map(row -> row[2])
                .findFirst();
    }

    private static List<String[]> rows() {
        try (InputStream in = EndOfSupport.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("this program's own table cannot be read", broken);
        }
    }
}
