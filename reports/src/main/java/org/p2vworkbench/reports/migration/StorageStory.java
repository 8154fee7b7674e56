package org.p2vworkbench.reports.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Paragraph;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.preflight.DiskBars;
import org.p2vworkbench.reports.raid.RaidDrawing;

/** The disks of the old machine, how they belonged together, and those of the new one. */
record StorageStory(Evidence evidence, Words words) {

    /** More are a list and no picture. */
    private static final int MOST_DISKS = 32;

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<DiskFacts> before = fixed(evidence.before()
                .map(Inventory::hardware)
                .map(all -> all.disks())
                .orElse(List.of()));
        List<DiskFacts> after = fixed(evidence.after()
                .map(Inventory::hardware)
                .map(all -> all.disks())
                .orElse(List.of()));
        evidence.before().ifPresent(inventory -> {
            RaidDrawing drawing = new RaidDrawing(words);
            inventory.hardware().raidSets().stream().limit(MOST_DISKS).forEach(set -> blocks.add(drawing.of(set)));
        });
        DiskBars bars = new DiskBars(words);
        if (!before.isEmpty()) {
            blocks.add(new Paragraph(words.text("migration.disks.before")));
            before.stream().limit(MOST_DISKS).forEach(disk -> blocks.add(bars.of(disk, Map.of())));
        }
        if (!after.isEmpty()) {
            blocks.add(new Paragraph(words.text("migration.disks.after")));
            after.stream().limit(MOST_DISKS).forEach(disk -> blocks.add(bars.of(disk, Map.of())));
        }
        return blocks;
    }

    private static List<DiskFacts> fixed(List<DiskFacts> disks) {
        return disks.stream().filter(disk -> !disk.removable()).toList();
    }
}
