package org.p2vworkbench.reports.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.page.Page;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Card;
import org.p2vworkbench.reports.page.Page.Cards;
import org.p2vworkbench.reports.page.Page.Checklist;
import org.p2vworkbench.reports.page.Page.FactRow;
import org.p2vworkbench.reports.page.Page.FactRows;
import org.p2vworkbench.reports.page.Page.Paragraph;
import org.p2vworkbench.reports.page.Page.Section;
import org.p2vworkbench.reports.page.Page.Signatures;
import org.p2vworkbench.reports.page.Page.Tile;
import org.p2vworkbench.reports.page.Words;

/** The report after a migration, as a page to sign. */
public record MigrationPage(MigrationReport report, Evidence evidence, Words words) {

    public Page page() {
        List<Section> sections = new ArrayList<>();
        sections.add(section("identity", List.of(identity())));
        sections.add(section("integrity", integrity()));
        if (lostBytes() > 0) {
            sections.add(section("lost", List.of(new LostRanges(report, evidence, words).grid())));
        }
        List<Block> disks = new StorageStory(evidence, words).blocks();
        if (!disks.isEmpty()) {
            sections.add(section("disks", disks));
        }
        sections.add(section("boot", new BootSection(evidence, words).blocks()));
        sections.add(section("found", List.of(guest())));
        sections.add(section("changes", changes()));
        sections.add(section("findings", findings()));
        sections.add(section("timeline", timeline()));
        sections.add(section("rollback", List.of(new Checklist(rollback()))));
        sections.add(section("todo", List.of(new Checklist(todo()))));
        sections.add(section(
                "signatures",
                List.of(new Signatures(
                        List.of(words.text("migration.sign.consultant"), words.text("migration.sign.customer"))))));
        return new Page(
                words.language().code(),
                words.text("migration.kind"),
                report.machine(),
                words.text("migration.subtitle", report.source()),
                Optional.of(badge()),
                tiles(),
                sections,
                words.text("fleet.footer", report.program(), words.time(report.finished())));
    }

    private List<Block> timeline() {
        List<Block> blocks = new ArrayList<>(new ThroughputSection(evidence.rates(), words).blocks());
        blocks.addAll(new PredictionSection(report, evidence, words).blocks());
        blocks.addAll(new TimelineSection(report, evidence, words).blocks());
        return blocks;
    }

    private Section section(String id, List<Block> blocks) {
        return new Section(id, words.text("migration." + id), blocks);
    }

    private Page.Badge badge() {
        boolean losses = lostBytes() > 0;
        boolean booted = evidence.boots().stream().anyMatch(boot -> boot.stage().equals("testboot") && boot.isGood());
        return losses
                ? new Page.Badge(
                        "warn",
                        words.text("migration.losses"),
                        words.text("migration.losses.reason", words.bytes(lostBytes())))
                : booted
                        ? new Page.Badge("good", words.text("migration.done"), words.text("migration.done.booted"))
                        : new Page.Badge("note", words.text("migration.done"), words.text("migration.done.unbooted"));
    }

    private List<Tile> tiles() {
        long disks = report.disks().stream()
                .mapToLong(MigrationReport.Disk::virtualBytes)
                .sum();
        long copied = report.disks().stream()
                .mapToLong(MigrationReport.Disk::copiedBytes)
                .sum();
        return List.of(
                new Tile(
                        words.text("migration.tile.copied"),
                        words.bytes(copied),
                        words.text("migration.tile.copied.note", words.bytes(disks))),
                new Tile(
                        words.text("migration.tile.time"),
                        words.duration(report.seconds()),
                        words.time(report.started())),
                new Tile(
                        words.text("migration.tile.changes"),
                        words.number(report.changes().size()),
                        words.text("migration.tile.changes.note")),
                new Tile(
                        words.text("migration.tile.lost"),
                        words.bytes(lostBytes()),
                        words.text(lostBytes() == 0 ? "migration.tile.lost.none" : "migration.tile.lost.some")));
    }

    private long lostBytes() {
        return report.disks().stream()
                .flatMap(disk -> disk.lost().stream())
                .mapToLong(MigrationReport.Lost::length)
                .sum();
    }

    private FactRows identity() {
        MigrationReport.Machine machine = report.hardware();
        return new FactRows(List.of(
                row("migration.source", report.source()),
                row("migration.target", evidence.folder()),
                row("platform.uuid", machine.uuid()),
                row("platform.firmware", machine.firmware()),
                row("sizing.processors", words.number(machine.cpus())),
                row("sizing.memory", words.bytes(machine.memoryBytes())),
                row(
                        "network.mac",
                        machine.macAddresses().isEmpty()
                                ? words.text("none")
                                : String.join(", ", machine.macAddresses())),
                row("migration.program", report.program())));
    }

    private FactRow row(String label, String value) {
        return new FactRow(words.text(label), value, "", true);
    }

    private List<Block> integrity() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(words.text("migration.integrity.intro")));
        for (MigrationReport.Disk disk : report.disks()) {
            blocks.add(new FactRows(List.of(
                    row("storage.name", disk.name() + " · " + disk.sourceFormat()),
                    row("migration.image", disk.image()),
                    row("migration.sealed", disk.sealedCopy()),
                    row(
                            "migration.bytes",
                            words.text(
                                    "migration.bytes.value",
                                    words.bytes(disk.virtualBytes()),
                                    words.bytes(disk.usedBytes()),
                                    words.bytes(disk.copiedBytes()))),
                    row("migration.root", "SHA-256, " + words.bytes(disk.chunkBytes()) + ": " + disk.root()),
                    row(
                            "migration.verified",
                            words.text(disk.verified() ? "migration.verified.yes" : "migration.verified.no")))));
        }
        evidence.signature()
                .ifPresent(signature -> blocks.add(new FactRows(List.of(row(
                        "migration.signed",
                        words.text("migration.signed.value", words.time(signature.signedAt()), signature.key()))))));
        blocks.add(new Paragraph(words.text("migration.reverify", report.machine())));
        return blocks;
    }

    private Block guest() {
        return report.guest().isEmpty()
                ? new Paragraph(words.text("migration.guest.none"))
                : new FactRows(report.guest().entrySet().stream()
                        .map(fact -> new FactRow(
                                words.textOr("migration.guest." + fact.getKey(), fact.getKey()),
                                fact.getValue(),
                                "",
                                true))
                        .toList());
    }

    private List<Block> changes() {
        if (report.changes().isEmpty()) {
            return List.of(new Paragraph(words.text("migration.changes.none")));
        }
        List<Card> cards = new ArrayList<>();
        int number = 1;
        for (MigrationReport.Change change : report.changes()) {
            cards.add(new Card(
                    change.fixup(),
                    "note",
                    words.textOr("migration.kind." + change.kind(), change.kind()),
                    number++ + ". " + change.target(),
                    List.of(
                            row("migration.why", change.why()),
                            row("fleet.before", change.before()),
                            row("fleet.after", change.after()),
                            row("migration.undo", change.undo()))));
        }
        return List.of(new Paragraph(words.text("migration.changes.intro", report.machine())), new Cards(cards));
    }

    private List<Block> findings() {
        if (report.findings().isEmpty()) {
            return List.of(new Paragraph(words.text("migration.findings.none")));
        }
        return List.of(new Cards(report.findings().stream()
                .map(finding -> new Card(
                        finding.code(),
                        tone(finding.severity()),
                        words.textOr("severity." + finding.severity(), finding.severity()),
                        finding.text(),
                        finding.remedy().isEmpty() ? List.of() : List.of(row("finding.remedy", finding.remedy()))))
                .toList()));
    }

    private static String tone(String severity) {
        return switch (severity) {
            case "blocker" -> "bad";
            case "high" -> "warn";
            case "medium", "warning" -> "note";
            default -> "plain";
        };
    }

    private List<String> rollback() {
        return List.of(
                words.text("migration.rollback.1"),
                words.text("migration.rollback.2"),
                words.text("migration.rollback.3", report.machine()));
    }

    private List<String> todo() {
        List<String> items = new ArrayList<>();
        report.findings().stream()
                .map(MigrationReport.Finding::remedy)
                .filter(remedy -> !remedy.isBlank())
                .distinct()
                .forEach(items::add);
        for (String item : List.of("boot", "login", "network", "licence", "backup", "monitoring", "old")) {
            items.add(words.text("migration.todo." + item));
        }
        return items;
    }
}
