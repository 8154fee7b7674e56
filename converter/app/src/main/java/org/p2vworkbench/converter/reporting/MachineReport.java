package org.p2vworkbench.converter.reporting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.ReportJson;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.InventoryJson;
import org.p2vworkbench.reports.migration.Evidence;
import org.p2vworkbench.reports.migration.MigrationPage;
import org.p2vworkbench.reports.migration.MigrationSheets;
import org.p2vworkbench.reports.migration.Rates;
import org.p2vworkbench.reports.page.HtmlPage;
import org.p2vworkbench.reports.page.Language;
import org.p2vworkbench.reports.page.Words;

/** The report on a machine of the store, from its report.json and whatever evidence lies beside it. */
public record MachineReport(MachineFolder folder) {

    private static final List<String> BOOTS = List.of("prove", "testboot");
    private static final long MOST_EVENT_BYTES = 8L << 20;
    private static final long MOST_FILE_BYTES = 16L << 20;
    private static final int MOST_PICTURE_BYTES = 2 << 20;

    /** What {@code BootPapers} of the conversion writes; pictures are relative to the machine's folder. */
    private record Paper(String at, String verdict, String words, double seconds, List<String> pictures) {}

    /** What {@code verify --sign} writes, as far as a report shows it. */
    private record Signed(String signedAt, String key) {}

    /** In every format. */
    public ReportFile file(Words words) throws IOException {
        String json = Files.readString(folder.reportJson());
        MigrationReport report = ReportJson.read(json);
        MigrationPage page = new MigrationPage(report, evidence(), words);
        return new ReportFile(words, page::page, () -> json, () -> MigrationSheets.of(report));
    }

    /** As report.html, in English; {@code p2v report} makes the others. */
    public void writeHtml(MigrationReport report) throws IOException {
        Words words = Words.in(Language.EN, ZoneId.systemDefault());
        DurableFile.write(folder.reportHtml(), HtmlPage.of(new MigrationPage(report, evidence(), words).page(), words));
    }

    /** Again, after something was added to the evidence; nothing when there is no report yet. */
    public void renewHtml() throws IOException {
        if (folder.isFinished()) {
            writeHtml(ReportJson.read(Files.readString(folder.reportJson())));
        }
    }

    private Evidence evidence() throws IOException {
        List<Evidence.Boot> boots = new ArrayList<>();
        for (String stage : BOOTS) {
            Path paper = folder.proof().resolve(stage + ".json");
            if (Files.exists(paper)) {
                boots.add(boot(stage, JsonText.read(paper, Paper.class)));
            }
        }
        Optional<Evidence.Signature> signature = Files.exists(folder.evidenceJson())
                ? Optional.of(signature(JsonText.read(folder.evidenceJson(), Signed.class)))
                : Optional.empty();
        return new Evidence(
                folder.path().toString(),
                boots,
                events(),
                signature,
                inventory(folder.inventoryJson()),
                inventory(folder.layoutJson()),
                rates(),
                lostPlaces());
    }

    /** What is damaged is left out: the migration can be proved without it. */
    private static Optional<Inventory> inventory(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_FILE_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(InventoryJson.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private Rates rates() throws IOException {
        if (!Files.isRegularFile(folder.ratesJson()) || Files.size(folder.ratesJson()) > MOST_FILE_BYTES) {
            return Rates.NONE;
        }
        try {
            return JsonText.read(folder.ratesJson(), Rates.class);
        } catch (IOException damaged) {
            return Rates.NONE;
        }
    }

    private List<Evidence.LostPlace> lostPlaces() throws IOException {
        Path file = folder.lostFilesJson();
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_FILE_BYTES) {
            return List.of();
        }
        try {
            return Stream.of(JsonText.read(file, Evidence.LostPlace[].class))
                    .filter(Objects::nonNull)
                    .toList();
        } catch (IOException damaged) {
            return List.of();
        }
    }

    private static Evidence.Signature signature(Signed signed) {
        return new Evidence.Signature(text(signed.signedAt()), text(signed.key()));
    }

    private Evidence.Boot boot(String stage, Paper paper) throws IOException {
        List<Evidence.Picture> pictures = new ArrayList<>();
        for (String name : paper.pictures() == null ? List.<String>of() : paper.pictures()) {
            Path picture = folder.path().resolve(name).normalize();
            if (picture.startsWith(folder.path())
                    && Files.isRegularFile(picture)
                    && Files.size(picture) <= MOST_PICTURE_BYTES) {
                pictures.add(new Evidence.Picture(picture.getFileName().toString(), Files.readAllBytes(picture)));
            }
        }
        return new Evidence.Boot(
                stage, text(paper.verdict()), text(paper.words()), text(paper.at()), paper.seconds(), pictures);
    }

    /** A line that a crash has cut is left out. */
    private List<Evidence.Event> events() throws IOException {
        List<Evidence.Event> events = new ArrayList<>();
        if (!Files.exists(folder.events()) || Files.size(folder.events()) > MOST_EVENT_BYTES) {
            return events;
        }
        String all = new String(Files.readAllBytes(folder.events()), StandardCharsets.UTF_8);
        for (String line : all.lines().filter(text -> !text.isBlank()).toList()) {
            try {
                Map<?, ?> read = JsonText.parse(line, Map.class);
                Map<String, String> facts = new LinkedHashMap<>();
                read.forEach((name, value) -> facts.put(String.valueOf(name), String.valueOf(value)));
                events.add(new Evidence.Event(
                        text(facts.remove("time")), text(facts.remove("stage")), text(facts.remove("event")), facts));
            } catch (IOException cut) {
                continue;
            }
        }
        return events;
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
