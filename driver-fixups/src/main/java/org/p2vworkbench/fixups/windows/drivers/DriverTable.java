package org.p2vworkbench.fixups.windows.drivers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.fixups.windows.drivers.KnownService.Action;
import org.p2vworkbench.fixups.windows.drivers.KnownService.Kind;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion;

/** The known services, by name. The table that comes with the program can be added to by files of the same shape. */
public final class DriverTable {

    private static final String OWN = "services.tsv";
    private static final String NONE = "-";
    private static final int COLUMNS = 9;
    /** A table of every driver ever made would be a tenth of this. */
    private static final long MOST_BYTES = 4 << 20;

    private final Map<String, KnownService> rows;

    private DriverTable(Map<String, KnownService> rows) {
        this.rows = rows;
    }

    /** The one that comes with the program. */
    public static DriverTable own() {
        try (InputStream in = DriverTable.class.getResourceAsStream(OWN)) {
            return new DriverTable(parse(OWN, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException ourMistake) {
            throw new UncheckedIOException(ourMistake);
        }
    }

    /** This one with the rows of a file, which take the place of its own. */
    public DriverTable with(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (Files.size(file) > MOST_BYTES) {
            throw new DriverTableException(name, 1, 1, "a file of %d bytes is no table".formatted(Files.size(file)));
        }
        Map<String, KnownService> all = new LinkedHashMap<>(rows);
        all.putAll(parse(name, Files.readString(file)));
        return new DriverTable(all);
    }

    static Map<String, KnownService> parse(String file, String text) throws DriverTableException {
        Map<String, KnownService> rows = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#") || line.startsWith("service\t")) {
                continue;
            }
            KnownService row = new Line(file, i + 1, line).row();
            if (rows.put(row.service(), row) != null) {
                throw new DriverTableException(file, i + 1, 1, row.service() + " is there twice");
            }
        }
        return rows;
    }

    /** What is known of a service for a Windows; an exact name goes before a pattern. */
    public Optional<KnownService> find(String service, WindowsVersion windows) {
        NtVersion version = new NtVersion(windows.major(), windows.minor());
        String name = service.toLowerCase(Locale.ROOT);
        KnownService exact = rows.get(name);
        if (exact != null) {
            return Optional.of(exact).filter(row -> row.holdsFor(version));
        }
        return rows.values().stream()
                .filter(row -> row.isPattern() && row.names(name) && row.holdsFor(version))
                .findFirst();
    }

    public List<KnownService> all() {
        return List.copyOf(rows.values());
    }

    /** One row, and where in it a mistake is. */
    private record Line(String file, int number, String text) {

        KnownService row() throws DriverTableException {
            List<String> cells = new ArrayList<>(List.of(text.split("\t", -1)));
            if (cells.size() != COLUMNS) {
                throw wrong(text.length() + 1, "%d columns, %d are needed".formatted(cells.size(), COLUMNS));
            }
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i).isBlank()) {
                    throw wrong(at(i), "empty; write '-' for nothing");
                }
            }
            String service = cells.get(0);
            if (!service.matches("[^\\s\\p{Upper}*\\\\/]([^\\p{Cntrl}\\p{Upper}*\\\\/]*)\\*?")) {
                throw wrong(at(0), "\"%s\" is no name of a service in lower case".formatted(service));
            }
            if (InBox.isUntouchable(service)) {
                throw wrong(at(0), service + " is a part of Windows that must not be touched");
            }
            return new KnownService(
                    service,
                    cells.get(1),
                    cells.get(2),
                    version(cells, 3),
                    version(cells, 4),
                    action(cells),
                    kind(cells),
                    cells.get(7),
                    cells.get(8).equals(NONE) ? "" : cells.get(8));
        }

        private Optional<NtVersion> version(List<String> cells, int column) throws DriverTableException {
            String cell = cells.get(column);
            if (cell.equals(NONE)) {
                return Optional.empty();
            }
            Optional<NtVersion> version = NtVersion.parse(cell);
            if (version.isEmpty()) {
                throw wrong(at(column), "\"%s\" is no version; 5.2, for instance, or '-'".formatted(cell));
            }
            return version;
        }

        private Action action(List<String> cells) throws DriverTableException {
            for (Action each : Action.values()) {
                if (each.text().equals(cells.get(5))) {
                    return each;
                }
            }
            throw wrong(at(5), "\"%s\" is no action".formatted(cells.get(5)));
        }

        private Kind kind(List<String> cells) throws DriverTableException {
            for (Kind each : Kind.values()) {
                if (each.text().equals(cells.get(6))) {
                    return each;
                }
            }
            throw wrong(at(6), "\"%s\" is no kind".formatted(cells.get(6)));
        }

        /** Where a cell starts, as an editor counts. */
        private int at(int column) {
            int start = 0;
            for (int i = 0; i < column; i++) {
                start = text.indexOf('\t', start) + 1;
            }
            return start + 1;
        }

        private DriverTableException wrong(int column, String what) {
            return new DriverTableException(file, number, column, what);
        }
    }
}
