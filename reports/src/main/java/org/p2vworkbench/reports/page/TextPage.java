package org.p2vworkbench.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page as plain text, for a terminal or a mail. */
public final class TextPage {

    private static final int LABEL_WIDTH = 28;
    private static final int WIDEST_COLUMN = 40;

    private final List<String> lines = new ArrayList<>();

    private TextPage() {}

    public static String of(Page page) {
        TextPage text = new TextPage();
        text.head(page);
        page.sections().forEach(text::section);
        text.lines.add("");
        text.lines.add(page.footer());
        return text.lines.stream().map(Shown::text).collect(Collectors.joining("\n")) + "\n";
    }

    private void head(Page page) {
        lines.add(page.kind() + ": " + page.title());
        lines.add(page.subtitle());
        page.badge().ifPresent(badge -> lines.add(badge.word().toUpperCase(Locale.ROOT) + " - " + badge.reason()));
        lines.add("");
        page.tiles()
                .forEach(tile ->
                        row(tile.label(), tile.value() + (tile.note().isEmpty() ? "" : "  (" + tile.note() + ")")));
    }

    private void section(Page.Section section) {
        lines.add("");
        lines.add(section.title());
        lines.add("-".repeat(section.title().length()));
        section.blocks().forEach(this::block);
    }

    private void block(Page.Block block) {
        if (block instanceof Page.Paragraph paragraph) {
            lines.add(paragraph.text());
        } else if (block instanceof Page.FactRows facts) {
            facts.rows().forEach(this::row);
        } else if (block instanceof Page.Grid grid) {
            grid(grid);
        } else if (block instanceof Page.Cards cards) {
            cards.cards().forEach(this::card);
        } else if (block instanceof Page.DiskMap map) {
            lines.add(map.title() + "  " + map.detail());
            map.parts().forEach(part -> lines.add("    " + part.label() + "  " + part.detail()));
        } else if (block instanceof Page.Members set) {
            lines.add(set.title() + "  " + set.detail());
            set.members().forEach(member -> lines.add("    " + member.name() + "  " + member.role()));
        } else if (block instanceof Page.Stripes set) {
            stripes(set);
        } else if (block instanceof Page.Bars bars) {
            bars.bars().forEach(bar -> row(bar.label(), bar.value()));
        } else if (block instanceof Page.Matrix matrix) {
            matrix.rows()
                    .forEach(line -> row(
                            line.label(),
                            line.cells().stream().map(Page.Cell::text).collect(Collectors.joining(" "))));
        } else if (block instanceof Page.Chart chart) {
            lines.add(chart.description());
        } else if (block instanceof Page.Pictures pictures) {
            pictures.pictures().forEach(picture -> lines.add("[" + picture.caption() + "]"));
        } else if (block instanceof Page.Checklist list) {
            list.items().forEach(item -> lines.add("[ ] " + item));
        } else if (block instanceof Page.Signatures signatures) {
            signatures.who().forEach(who -> lines.add(who + ": ____________________"));
        } else {
            throw new AssertionError(block);
        }
    }

    private void stripes(Page.Stripes set) {
        lines.add(set.title() + "  " + set.detail());
        lines.add("    " + cells(set.members().stream().map(Page.Member::name)));
        set.rows()
                .forEach(row -> lines.add("    "
                        + cells(row.stream()
                                .map(place -> place.kind().equals("gone") ? "(" + place.text() + ")" : place.text()))));
    }

    private static String cells(Stream<String> texts) {
        return texts.map(text -> "%-10.10s".formatted(text))
                .collect(Collectors.joining(" "))
                .stripTrailing();
    }

    private void row(Page.FactRow row) {
        row(row.label(), row.value() + (row.known() || row.note().isEmpty() ? "" : " (" + row.note() + ")"));
    }

    private void row(String label, String value) {
        lines.add(("%-" + LABEL_WIDTH + "s %s").formatted(label, value).stripTrailing());
    }

    private void card(Page.Card card) {
        lines.add("%-9s %-9s %s".formatted(card.code(), card.label(), card.title()));
        card.lines().forEach(line -> lines.add("          " + line.label() + ": " + line.value()));
    }

    private void grid(Page.Grid grid) {
        if (!grid.caption().isEmpty()) {
            lines.add(grid.caption());
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(grid.columns().stream().map(Page.Column::title).toList());
        grid.rows().forEach(row -> rows.add(row.stream().map(Page.Cell::text).toList()));
        int[] widths = new int[grid.columns().size()];
        rows.forEach(row -> {
            for (int i = 0; i < Math.min(widths.length, row.size()); i++) {
                widths[i] =
                        Math.max(widths[i], Math.min(WIDEST_COLUMN, row.get(i).length()));
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < Math.min(widths.length, row.size()); i++) {
                line.append(("%-" + Math.max(1, widths[i]) + "s  ").formatted(row.get(i)));
            }
            lines.add(line.toString().stripTrailing());
        }
    }
}
