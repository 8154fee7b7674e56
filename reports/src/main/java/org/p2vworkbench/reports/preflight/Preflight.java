package org.p2vworkbench.reports.preflight;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.page.Page;
import org.p2vworkbench.reports.page.Page.Section;
import org.p2vworkbench.reports.page.Page.Tile;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.risk.Assessment;
import org.p2vworkbench.reports.risk.Severity;
import org.p2vworkbench.reports.sizing.Allocation;

/** An inventory with what follows from it, as a page to read. */
public record Preflight(Inventory inventory, Assessment assessment) {

    public Page page(Words words) {
        HardwareSections hardware = new HardwareSections(inventory.hardware(), words);
        StorageSection storage = new StorageSection(inventory, words);
        SystemSections system = new SystemSections(inventory, words);
        List<Section> sections = List.of(
                new FindingCards(words).section(assessment.findings()),
                new SizingSection(inventory, assessment, words).section(),
                hardware.machine(),
                storage.section(),
                hardware.network(),
                system.installed(),
                system.running(),
                hardware.devices(),
                new DataQuality(inventory, words).section());
        return new Page(
                words.language().code(),
                words.text("preflight.kind"),
                inventory.machine(),
                subtitle(words),
                Optional.of(badge(words)),
                tiles(words),
                sections.stream().filter(section -> !section.blocks().isEmpty()).toList(),
                words.text(
                        "footer",
                        inventory.program().isEmpty() ? "p2v" : inventory.program(),
                        words.time(inventory.takenAt()),
                        words.textOr("by." + inventory.by(), inventory.by())));
    }

    private String subtitle(Words words) {
        Facts facts = new Facts(words);
        String model = facts.plain(inventory.hardware().platform().vendor()) + " "
                + facts.plain(inventory.hardware().platform().model());
        String system = inventory
                .guest()
                .map(guest -> facts.plain(guest.name()))
                .filter(name -> !name.isEmpty())
                .orElse(words.text("preflight.system.unknown"));
        return model.isBlank() ? system : model.strip() + " · " + system;
    }

    private Page.Badge badge(Words words) {
        return VerdictBadge.of(assessment.verdict(), assessment.findings(), words);
    }

    private List<Tile> tiles(Words words) {
        Allocation allocation = Allocation.of(inventory);
        long serious = assessment.count(Severity.BLOCKER) + assessment.count(Severity.HIGH);
        return List.of(
                new Tile(
                        words.text("tile.findings"),
                        words.number(assessment.findings().size()),
                        words.text("tile.findings.note", serious)),
                new Tile(
                        words.text("tile.disks"),
                        words.bytes(allocation.usedBytes()),
                        words.text(
                                allocation.measured() ? "tile.disks.note" : "tile.disks.unmeasured",
                                words.bytes(allocation.diskBytes()))),
                new Tile(
                        words.text("tile.time"),
                        words.duration(assessment.time().p50Seconds()),
                        words.text(
                                "tile.time.note",
                                words.duration(assessment.time().p90Seconds()))),
                new Tile(
                        words.text("tile.machine"),
                        words.text("tile.machine.value", assessment.proposal().processors()),
                        words.bytes(assessment.proposal().memoryBytes())));
    }
}
