package org.p2vworkbench.converter.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.converter.failure.UsageException;

/** The size of pieces as operators write it. Units are powers of ten, as on discs and in Clonezilla. */
final class PieceSize {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})([MG])B?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Long> UNITS = Map.of("M", 1_000_000L, "G", 1_000_000_000L);

    private PieceSize() {}

    static long parse(String text) throws UsageException {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches() || written.group(1).matches("0+")) {
            throw new UsageException("--split", "'%s' is no size".formatted(text), "Give it as 2000M or 4G.");
        }
        return Long.parseLong(written.group(1)) * UNITS.get(written.group(2).toUpperCase(Locale.ROOT));
    }
}
