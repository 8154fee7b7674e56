package org.p2vworkbench.reports.preflight;

import java.util.List;
import java.util.stream.Stream;
import org.p2vworkbench.reports.page.Page.Cell;
import org.p2vworkbench.reports.page.Page.Column;
import org.p2vworkbench.reports.page.Words;

/** Heads of tables by the keys of their words; "#" before a key is a column of numbers. */
public record Columns(Words words) {

    public List<Column> of(String... keys) {
        return Stream.of(keys)
                .map(key -> key.startsWith("#")
                        ? new Column(words.text(key.substring(1)), true)
                        : new Column(words.text(key), false))
                .toList();
    }

    public static List<Cell> row(String... texts) {
        return Stream.of(texts).map(Cell::of).toList();
    }
}
