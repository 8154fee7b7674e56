package org.p2vworkbench.reports.migration;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.FactRow;
import org.p2vworkbench.reports.page.Page.FactRows;
import org.p2vworkbench.reports.page.Page.Paragraph;
import org.p2vworkbench.reports.page.Page.Picture;
import org.p2vworkbench.reports.page.Page.Pictures;
import org.p2vworkbench.reports.page.Words;

/** Boots on trial, with pictures of their screens. */
record BootSection(Evidence evidence, Words words) {

    /** The last ones lead to the verdict. */
    private static final int MOST_PICTURES = 4;

    private static final int LARGEST_PICTURE_BYTES = 600_000;

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Evidence.Boot boot : evidence.boots()) {
            blocks.add(new FactRows(List.of(
                    row("migration.boot.stage", words.textOr("migration.stage." + boot.stage(), boot.stage())),
                    row("migration.boot.verdict", words.textOr("migration.boot." + boot.verdict(), boot.verdict())),
                    row("migration.boot.words", boot.words()),
                    row("migration.boot.at", words.time(boot.at())),
                    row("migration.boot.seconds", words.duration(boot.seconds())))));
            List<Picture> pictures = boot.pictures().stream()
                    .filter(picture -> picture.png().length <= LARGEST_PICTURE_BYTES)
                    .skip(Math.max(0, boot.pictures().size() - MOST_PICTURES))
                    .map(this::picture)
                    .toList();
            if (!pictures.isEmpty()) {
                blocks.add(new Pictures(pictures));
            }
        }
        if (blocks.isEmpty()) {
            blocks.add(new Paragraph(words.text("migration.boot.none")));
        }
        return blocks;
    }

    private Picture picture(Evidence.Picture picture) {
        return new Picture(
                "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png()),
                words.text("migration.boot.picture", picture.name()));
    }

    private FactRow row(String label, String value) {
        return new FactRow(words.text(label), value, "", true);
    }
}
