package org.p2vworkbench.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.fleet.FleetPage;
import org.p2vworkbench.reports.fleet.FleetReader;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.SampleInventory;
import org.p2vworkbench.reports.migration.MigrationPage;
import org.p2vworkbench.reports.migration.SampleMigration;
import org.p2vworkbench.reports.page.HtmlPage;
import org.p2vworkbench.reports.page.Language;
import org.p2vworkbench.reports.page.Page;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.preflight.Preflight;
import org.p2vworkbench.reports.risk.Assessment;
import org.p2vworkbench.reports.risk.SiteRules;
import org.p2vworkbench.reports.sizing.Target;

/** Every report as readers see it. The pictures stay in target/pages, to be looked at. */
@Tag("slow")
class BrowserTest {

    private static final Path PAGES = Path.of("target/pages");
    private static final Words WORDS = Words.in(Language.EN, ZoneOffset.UTC);

    @TempDir
    private static Path work;

    @BeforeAll
    static void needsABrowser() throws IOException {
        Assumptions.assumeTrue(Browser.isInstalled(), "SKIPPED: no chromium on this host, so no report was looked at");
        Files.createDirectories(PAGES);
    }

    private record Sample(String name, Page page) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> reports() throws IOException {
        Path estate = Files.createDirectories(work.resolve("estate"));
        for (int i = 0; i < 12; i++) {
            SampleInventory server = i % 4 == 0 ? troubled("srv" + i) : SampleInventory.ofGoodServer("srv" + i);
            Files.writeString(
                    estate.resolve(i + ".json"),
                    server.fact("hardware.platform.uuid", "'uuid-" + i + "'").json());
        }
        MigrationReport moved =
                SampleMigration.report("web01", List.of(new MigrationReport.Lost(4096, 1 << 20, "input/output error")));
        return Stream.of(
                new Sample("inventory", preflight(troubled("erp-db01"))),
                new Sample("inventory-good", preflight(SampleInventory.ofGoodServer("web01"))),
                new Sample(
                        "fleet",
                        new FleetPage(
                                        new FleetReader(Target.UNKNOWN, SiteRules.NONE, inventory -> inventory)
                                                .read(List.of(estate)),
                                        Optional.empty(),
                                        "p2v",
                                        "2026-03-01T10:00:00Z",
                                        WORDS)
                                .page()),
                new Sample("migration", new MigrationPage(moved, SampleMigration.everything(), WORDS).page()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everybodyCanReadIt(Sample sample) throws IOException {
        String html = HtmlPage.of(sample.page(), WORDS);
        Path page = Files.writeString(PAGES.resolve(sample.name() + ".html"), html);
        Browser browser = new Browser(work.resolve("profile"));

        browser.picture(page, 1200, 3000, false, PAGES.resolve(sample.name() + "-desktop.png"));
        browser.picture(page, 500, 2400, true, PAGES.resolve(sample.name() + "-phone-dark.png"));
        browser.print(page, PAGES.resolve(sample.name() + ".pdf"));

        assertThat(browser.complaints(html, false, work)).isEmpty();
        assertThat(browser.complaints(html, true, work)).as("in the dark").isEmpty();
        assertThat(PAGES.resolve(sample.name() + "-desktop.png")).isNotEmptyFile();
        assertThat(PAGES.resolve(sample.name() + ".pdf")).isNotEmptyFile();
    }

    private static Page preflight(SampleInventory sample) {
        Inventory inventory = sample.inventory();
        return new Preflight(inventory, Assessment.of(inventory, Target.UNKNOWN, SiteRules.NONE)).page(WORDS);
    }

    private static SampleInventory troubled(String name) {
        return SampleInventory.ofGoodServer(name)
                .put(
                        "hardware.raidSets",
                        "[{'name':'md0','format':'md-1.2','level':'raid5','state':'degraded','slots':3,"
                                + "'sizeBytes':4000000000000,'members':['sdb1','sdc1'],'source':'proc/mdstat'},"
                                + "{'name':'logs','format':'imsm','level':'raid6','state':'degraded','slots':5,"
                                + "'layout':'left-symmetric','chunkBytes':131072,'members':['sdd','sde','sdf','sdg'],"
                                + "'places':['sdd','sde','','sdf','sdg'],'confidence':0.93}]")
                .put(
                        "hardware.bundles",
                        "[{'name':'bond0','kind':'bond','detail':'802.3ad 4','members':['eth0','eth1']}]")
                .put("hardware.usb", "[{'place':'2-1','vendor':'0529','device':'0001','product':'HASP HL 3.25'}]")
                .put("missed", "[{'what':'packages','why':'rpm is not read','remedy':'Ask rpm -qa.'}]")
                .fact("live.uptimeSeconds", "52876800")
                .fact("live.services", "['hp-health','pacemaker','sshd']")
                .fact("guest.version", "'9'");
    }
}
