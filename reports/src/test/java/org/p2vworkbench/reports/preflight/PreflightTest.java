package org.p2vworkbench.reports.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.InventoryJson;
import org.p2vworkbench.reports.inventory.SampleInventory;
import org.p2vworkbench.reports.page.HtmlPage;
import org.p2vworkbench.reports.page.Language;
import org.p2vworkbench.reports.page.TextPage;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.risk.Assessment;
import org.p2vworkbench.reports.risk.SiteRules;
import org.p2vworkbench.reports.sheet.CsvText;
import org.p2vworkbench.reports.sizing.Target;

class PreflightTest {

    private static final Words ENGLISH = Words.in(Language.EN, ZoneOffset.UTC);
    private static final Words GERMAN = Words.in(Language.DE, ZoneOffset.UTC);

    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\\\"><img src=x onerror=alert(1)>",
            "</style></svg><svg onload=alert(1)>",
            "${7*7}<#assign x=1>",
            "\\u202egnp.exe\\u0000\\u001b[2J",
            "\\ud800",
            "=HYPERLINK(\\\"http://x\\\")",
            "x".repeat(10_000));

    @Test
    void reportSaysWhatWasFoundInBothLanguages() {
        Preflight preflight = preflight(SampleInventory.ofGoodServer("web01")
                .fact("guest.namesBoundToCards", "true")
                .inventory());

        assertThat(HtmlPage.of(preflight.page(ENGLISH), ENGLISH))
                .contains("<html lang=\"en\">", "<h1>web01</h1>", "Ready after fixes", "LNX-003", "112 GiB")
                .contains("Dell Inc. PowerEdge R710 · Debian GNU/Linux 12");
        assertThat(HtmlPage.of(preflight.page(GERMAN), GERMAN))
                .contains("<html lang=\"de\">", "Bereit nach Anpassungen", "Bestandsaufnahme vor dem Umzug");
        assertThat(TextPage.of(preflight.page(ENGLISH))).contains("READY AFTER FIXES", "LNX-003   High");
    }

    @Test
    void whatIsUnknownIsNeverShownAsAValue() {
        String html = HtmlPage.of(
                preflight(SampleInventory.ofGoodServer("web01")
                                .put("hardware.platform.serial", "{'source':'x','unknown':'only root may read it'}")
                                .inventory())
                        .page(ENGLISH),
                ENGLISH);

        assertThat(html).contains("<td class=\"unknown\">not known: only root may read it</td>");
    }

    @Test
    void pageAsksNothingOfAnyOtherFile() {
        String html = HtmlPage.of(
                preflight(SampleInventory.ofGoodServer("web01").inventory()).page(ENGLISH), ENGLISH);

        assertThat(html)
                .doesNotContain("http:", "https:", "<script", "@import", "url(")
                .contains("default-src 'none'");
    }

    @Test
    void strangersTextsAreHarmlessInEveryFormat() {
        for (String hostile : HOSTILE) {
            String json = "\"" + hostile + "\"";
            Inventory inventory = SampleInventory.ofGoodServer("web01")
                    .put("machine", json)
                    .fact("hardware.platform.vendor", json)
                    .fact("hardware.disks.0.model", json)
                    .put("hardware.disks.0.name", json)
                    .put("hardware.raidSets", "[{'name':" + json + ",'state':'degraded','members':[" + json + "]}]")
                    .put("hardware.nics", "[{'name':" + json + "}]")
                    .put("missed", "[{'what':" + json + "}]")
                    .fact("guest.name", json)
                    .inventory();
            Preflight preflight = preflight(inventory);

            assertThat(HtmlPage.of(preflight.page(ENGLISH), ENGLISH))
                    .doesNotContain("<script", "<img", "<svg onload", "\u202e", "\u0000", "\u001b", "x".repeat(2001))
                    .hasSizeLessThan(400_000);
            assertThat(TextPage.of(preflight.page(ENGLISH))).doesNotContain("\u202e", "\u001b");
            assertThat(CsvText.of(FactSheet.of(inventory)).lines())
                    .noneMatch(line -> line.matches("(^|.*,)[=+@].*"))
                    .noneMatch(line -> line.contains("\u001b"));
        }
    }

    @Test
    void jsonWithItsAssessmentReadsAsAnInventoryAgain() throws IOException {
        Preflight preflight = preflight(SampleInventory.ofGoodServer("web01").inventory());

        String json = PreflightJson.of(preflight, ENGLISH);

        assertThat(json).contains("\"verdict\" : \"ready\"");
        assertThat(InventoryJson.read(json)).isEqualTo(preflight.inventory());
    }

    @Test
    void manyDisksStayASmallFile() {
        SampleInventory sample = SampleInventory.ofGoodServer("big");
        StringBuilder disks = new StringBuilder("[");
        for (int i = 0; i < 24; i++) {
            disks.append(i == 0 ? "" : ",")
                    .append("{'name':'sd%c','path':'/dev/sd%c','sizeBytes':{'value':4000000000000,'source':'sys'}}"
                            .formatted('a' + i, 'a' + i));
        }
        String html = HtmlPage.of(
                preflight(sample.put("hardware.disks", disks.append("]").toString())
                                .inventory())
                        .page(ENGLISH),
                ENGLISH);

        assertThat(html).hasSizeLessThan(3_000_000);
    }

    private static Preflight preflight(Inventory inventory) {
        return new Preflight(inventory, Assessment.of(inventory, Target.UNKNOWN, SiteRules.NONE));
    }
}
