package org.p2vworkbench.reports.sheet;

import java.util.List;

/**
 * A table.
 *
 * @param name a short word, of the file or the tab
 * @param rows of values: text, whole and broken numbers, truth; null for nothing
 */
public record Sheet(String name, List<String> columns, List<List<Object>> rows) {

    public Sheet {
        columns = List.copyOf(columns);
    }
}
