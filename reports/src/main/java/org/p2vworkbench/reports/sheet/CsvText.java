package org.p2vworkbench.reports.sheet;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as CSV: RFC 4180, comma, quotes where needed, decimal point, lines end with CR LF.
 *
 * <p>Spreadsheets take a cell that begins with one of {@code = + - @} or a tab for a formula (CWE-1236). Such texts get an
 * apostrophe in front, which spreadsheets show as text. Numbers are numbers and stay what they are.
 */
public final class CsvText {

    private static final String FORMULA_SIGNS = "=+-@\t\r\n|%";

    private CsvText() {}

    public static String of(Sheet sheet) {
        StringBuilder csv = new StringBuilder();
        line(csv, List.copyOf(sheet.columns()));
        sheet.rows().forEach(row -> line(csv, row));
        return csv.toString();
    }

    private static void line(StringBuilder csv, List<? extends Object> cells) {
        csv.append(cells.stream().map(CsvText::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof String written ? CellText.of(written) : value.toString();
        boolean formula = value instanceof String
                && !text.isEmpty()
                && FORMULA_SIGNS.indexOf(
                                text.stripLeading().isEmpty()
                                        ? text.charAt(0)
                                        : text.stripLeading().charAt(0))
                        >= 0;
        String safe = formula ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n;].*") || formula ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
