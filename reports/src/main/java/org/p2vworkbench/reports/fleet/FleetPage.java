package org.p2vworkbench.reports.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.p2vworkbench.reports.page.Page;
import org.p2vworkbench.reports.page.Page.Bar;
import org.p2vworkbench.reports.page.Page.Bars;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Cell;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Page.Matrix;
import org.p2vworkbench.reports.page.Page.MatrixRow;
import org.p2vworkbench.reports.page.Page.Paragraph;
import org.p2vworkbench.reports.page.Page.Section;
import org.p2vworkbench.reports.page.Page.Tile;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.preflight.Columns;
import org.p2vworkbench.reports.preflight.FindingCards;
import org.p2vworkbench.reports.preflight.VerdictBadge;
import org.p2vworkbench.reports.risk.Finding;
import org.p2vworkbench.reports.risk.Severity;
import org.p2vworkbench.reports.risk.Verdict;

/** An estate as a page to read. */
public record FleetPage(Fleet fleet, Optional<FleetDiff> diff, String program, String at, Words words) {

    private static final int WHOLE = 1000;
    private static final int MOST_FIXES = 10;
    private static final List<String> GROUPS =
            List.of("STO", "FS", "ENC", "BOOT", "WIN", "LNX", "NET", "HW", "ROLE", "OPS");

    public Page page() {
        FleetTables tables = new FleetTables(fleet, words);
        List<Section> sections = new ArrayList<>();
        sections.add(section("verdicts", List.of(verdicts())));
        sections.add(section("fixes", List.of(fixes())));
        sections.add(section("risks", List.of(matrix())));
        sections.add(section("waves", waves()));
        sections.add(section("capacity", List.of(tables.capacity())));
        sections.add(section("support", List.of(tables.support(), tables.age())));
        diff.ifPresent(changes -> sections.add(section("changes", List.of(tables.changes(changes)))));
        sections.add(section("servers", List.of(tables.servers())));
        sections.add(section("quality", tables.quality()));
        return new Page(
                words.language().code(),
                words.text("fleet.kind"),
                words.text("fleet.title", fleet.members().size()),
                words.text("fleet.subtitle", fleet.merged(), fleet.broken().size()),
                Optional.empty(),
                tiles(),
                sections,
                words.text("fleet.footer", program, words.time(at)));
    }

    private Section section(String id, List<Block> blocks) {
        return new Section(id, words.text("fleet." + id), blocks);
    }

    private List<Tile> tiles() {
        return List.of(
                new Tile(
                        words.text("fleet.tile.ready"),
                        words.number(fleet.count(Verdict.READY) + fleet.count(Verdict.FIX)),
                        words.text("fleet.tile.ready.note", fleet.members().size())),
                new Tile(
                        words.text("fleet.tile.blocked"),
                        words.number(fleet.count(Verdict.BLOCKED)),
                        words.text("fleet.tile.blocked.note", fleet.count(Verdict.DECIDE))),
                new Tile(
                        words.text("tile.disks"),
                        words.bytes(fleet.usedBytes()),
                        words.text("fleet.tile.pool", words.bytes(fleet.poolBytes()))),
                new Tile(
                        words.text("tile.time"),
                        words.duration(fleet.p50Seconds()),
                        words.text(
                                "fleet.tile.time",
                                words.duration(fleet.p90Seconds()),
                                fleet.target().hosts())));
    }

    private Bars verdicts() {
        long most = Math.max(
                1, Stream.of(Verdict.values()).mapToLong(fleet::count).max().orElse(1));
        List<Bar> bars = Stream.of(Verdict.values())
                .sorted(Comparator.reverseOrder())
                .map(verdict -> new Bar(
                        words.text("verdict." + verdict.code()),
                        words.number(fleet.count(verdict)),
                        0,
                        (int) (WHOLE * fleet.count(verdict) / most),
                        VerdictBadge.tone(verdict)))
                .toList();
        return new Bars(words.text("fleet.verdicts.caption"), bars, words.text("fleet.verdicts.alt"));
    }

    /** What holds up most machines comes first. */
    private Block fixes() {
        Map<String, List<Finding>> byCode = new TreeMap<>();
        for (Fleet.Member member : fleet.members()) {
            member.assessment().findings().stream()
                    .filter(finding -> finding.severity().compareTo(Severity.MEDIUM) <= 0)
                    .forEach(finding -> byCode.computeIfAbsent(finding.code(), code -> new ArrayList<>())
                            .add(finding));
        }
        if (byCode.isEmpty()) {
            return new Paragraph(words.text("findings.none"));
        }
        List<List<Cell>> rows = byCode.values().stream()
                .sorted(Comparator.comparing((List<Finding> found) -> -found.size())
                        .thenComparing(found -> found.get(0).code()))
                .limit(MOST_FIXES)
                .map(found -> {
                    Finding first = found.get(0);
                    return List.of(
                            Cell.of(words.number(found.size())),
                            new Cell(
                                    words.text("severity." + first.severity().code()),
                                    FindingCards.tone(first.severity()),
                                    ""),
                            Cell.of(first.code()),
                            Cell.of(FindingCards.title(first, words)),
                            Cell.of(FindingCards.remedy(first, words)));
                })
                .toList();
        return new Grid(
                "",
                new Columns(words)
                        .of("#fleet.count", "fleet.severity", "fleet.code", "fleet.finding", "finding.remedy"),
                rows);
    }

    private Matrix matrix() {
        List<MatrixRow> rows = fleet.members().stream()
                .sorted(Comparator.comparing(
                                (Fleet.Member member) -> member.assessment().verdict())
                        .thenComparing(member -> -member.assessment().effort())
                        .thenComparing(Fleet.Member::name))
                .map(member -> new MatrixRow(
                        member.name(),
                        GROUPS.stream().map(group -> worst(member, group)).toList()))
                .toList();
        return new Matrix(words.text("fleet.risks.caption"), GROUPS, rows);
    }

    private Cell worst(Fleet.Member member, String group) {
        return member.assessment().findings().stream()
                .filter(finding -> finding.group().equals(group))
                .map(Finding::severity)
                .min(Comparator.naturalOrder())
                .map(severity -> new Cell(
                        words.text("severity." + severity.code()).substring(0, 1), FindingCards.tone(severity), ""))
                .orElse(Cell.of(""));
    }

    private List<Block> waves() {
        List<Wave> waves = Waves.of(fleet);
        if (waves.isEmpty()) {
            return List.of(new Paragraph(words.text("fleet.waves.none")));
        }
        int hosts = fleet.target().hosts();
        double all = waves.stream().mapToDouble(Wave::p90Seconds).sum();
        List<Bar> bars = new ArrayList<>();
        double begin = 0;
        for (Wave wave : waves) {
            bars.add(new Bar(
                    words.text("fleet.wave", wave.number(), wave.members().size()),
                    words.duration(wave.p50Seconds() / hosts) + " – " + words.duration(wave.p90Seconds() / hosts),
                    (int) (WHOLE * begin / all),
                    (int) Math.max(3, WHOLE * wave.p90Seconds() / all),
                    "note"));
            begin += wave.p90Seconds();
        }
        Grid grid = new Grid(
                "",
                new Columns(words).of("#fleet.number", "fleet.machines"),
                waves.stream()
                        .map(wave -> Columns.row(
                                words.number(wave.number()),
                                String.join(
                                        ", ",
                                        wave.members().stream()
                                                .map(Fleet.Member::name)
                                                .toList())))
                        .toList());
        return List.of(
                new Paragraph(words.text("fleet.waves.intro")),
                new Bars(words.text("fleet.waves.caption"), bars, words.text("fleet.waves.alt", waves.size())),
                grid);
    }
}
