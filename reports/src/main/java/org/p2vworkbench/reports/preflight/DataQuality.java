package org.p2vworkbench.reports.preflight;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Page.Paragraph;
import org.p2vworkbench.reports.page.Page.Section;
import org.p2vworkbench.reports.page.Words;

/** What was not read, and what to do to have it. */
record DataQuality(Inventory inventory, Words words) {

    Section section() {
        List<Block> blocks = new ArrayList<>();
        if (inventory.missed().isEmpty()) {
            blocks.add(new Paragraph(words.text("quality.all")));
        } else {
            blocks.add(new Grid(
                    "",
                    new Columns(words).of("quality.what", "quality.why", "quality.remedy"),
                    inventory.missed().stream()
                            .map(missed -> Columns.row(missed.what(), missed.why(), missed.remedy()))
                            .toList()));
        }
        return new Section("quality", words.text("section.quality"), blocks);
    }
}
