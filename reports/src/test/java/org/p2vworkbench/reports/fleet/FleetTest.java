package org.p2vworkbench.reports.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.reports.inventory.SampleInventory;
import org.p2vworkbench.reports.page.HtmlPage;
import org.p2vworkbench.reports.page.Language;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.risk.SiteRules;
import org.p2vworkbench.reports.risk.Verdict;
import org.p2vworkbench.reports.sheet.CsvText;
import org.p2vworkbench.reports.sheet.Sheet;
import org.p2vworkbench.reports.sizing.Target;
import org.p2vworkbench.reports.sizing.TargetJson;

class FleetTest {

    private static final Words WORDS = Words.in(Language.EN, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void brokenFilesAreListedAndSpoilNothing() throws IOException {
        write("web01", server("web01", 1));
        Files.writeString(folder.resolve("a.json"), "{\"broken");
        Files.writeString(folder.resolve("b.json"), "[]");
        Files.write(folder.resolve("c.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.writeString(folder.resolve("notes.txt"), "not looked at");

        Fleet fleet = read(Target.UNKNOWN);

        assertThat(fleet.members()).extracting(Fleet.Member::name).containsExactly("web01");
        assertThat(fleet.broken())
                .extracting(broken -> Path.of(broken.file()).getFileName().toString())
                .containsExactly("a.json", "b.json", "c.json");
        assertThat(fleet.broken()).allSatisfy(broken -> assertThat(broken.why()).contains("no inventory of a machine"));
    }

    @Test
    void inventoriesOfOneMachineBecomeOne() throws IOException {
        write("old", server("web01", 1));
        write(
                "new",
                server("web01-renamed", 1)
                        .put("takenAt", "'2026-04-01T10:00:00Z'")
                        .put("live", "null"));

        Fleet fleet = read(Target.UNKNOWN);

        assertThat(fleet.merged()).isEqualTo(1);
        assertThat(fleet.members()).singleElement().satisfies(member -> {
            assertThat(member.name()).isEqualTo("web01-renamed");
            assertThat(member.inventory().live())
                    .as("filled from the older one")
                    .isPresent();
        });
    }

    @Test
    void machinesThatTalkMoveTogetherAndDirectoriesLastAndAlone() throws IOException {
        write("db", server("db", 1).put("hardware.nics.0.addresses", "['192.0.2.1/24']"));
        write(
                "app",
                server("app", 2)
                        .put("hardware.nics.0.addresses", "['192.0.2.2/24']")
                        .fact(
                                "live.connections",
                                "[{'protocol':'tcp','local':'192.0.2.2:40000','peer':'192.0.2.1:5432'}]"));
        write("alone", server("alone", 3));
        write("dc", server("dc", 4).fact("live.services", "['samba-ad-dc']"));
        write("cluster", server("cluster", 5).fact("live.services", "['pacemaker']"));

        List<Wave> waves = Waves.of(read(TargetJson.read("{\"windowHours\": 2.2}")));

        assertThat(waves)
                .extracting(
                        wave -> wave.members().stream().map(Fleet.Member::name).toList())
                .containsExactly(List.of("alone"), List.of("app", "db"), List.of("dc"));
    }

    @Test
    void changesSinceTheLastLookAreSeen() throws IOException {
        write("web01", server("web01", 1));
        write("gone", server("gone", 2));
        Fleet before = read(Target.UNKNOWN);
        Files.delete(folder.resolve("gone.json"));
        write("web01", server("web01", 1).fact("live.services", "['pacemaker']"));
        write("new", server("new", 3));

        FleetDiff diff = FleetDiff.of(before, read(Target.UNKNOWN));

        assertThat(diff.changes())
                .containsExactly(
                        new FleetDiff.Change("new", "appeared", "", "ready"),
                        new FleetDiff.Change("web01", "worse", "ready", "blocked"),
                        new FleetDiff.Change("gone", "gone", "", ""));
    }

    @Test
    void pageAndTablesHaveEveryServer() throws IOException {
        write("web01", server("web01", 1));
        write("evil", server("=cmd|x", 2).fact("guest.namesBoundToCards", "true"));
        Fleet fleet = read(Target.UNKNOWN);

        String html = HtmlPage.of(
                new FleetPage(fleet, Optional.empty(), "p2v test", "2026-03-01T10:00:00Z", WORDS).page(), WORDS);
        List<Sheet> sheets = new FleetSheets(fleet, WORDS).all();

        assertThat(html).contains("2 servers", "web01", "=cmd|x", "LNX-003");
        assertThat(sheets)
                .extracting(Sheet::name)
                .containsExactly("servers", "disks", "nics", "findings", "waves", "broken");
        assertThat(CsvText.of(sheets.get(0))).contains("\"'=cmd|x\",fix,Debian GNU/Linux 12");
        assertThat(FleetJson.of(fleet, Optional.empty())).contains("\"fix\" : 1", "\"ready\" : 1");
        assertThat(fleet.count(Verdict.READY)).isEqualTo(1);
    }

    private static SampleInventory server(String name, int number) {
        return SampleInventory.ofGoodServer(name).fact("hardware.platform.uuid", "'uuid-" + number + "'");
    }

    private void write(String name, SampleInventory inventory) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), inventory.json());
    }

    private Fleet read(Target target) throws IOException {
        return new FleetReader(target, SiteRules.NONE, inventory -> inventory).read(List.of(folder));
    }
}
