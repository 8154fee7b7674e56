package org.p2vworkbench.reports.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
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
import org.p2vworkbench.reports.sheet.XlsxFile;
import org.p2vworkbench.reports.sizing.Target;

/** Hundreds of servers at once; how long a thousand take is measured by reports/bench/fleet.sh. */
class ManyInventoriesTest {

    private static final int SERVERS = 300;

    @TempDir
    private Path folder;

    @Test
    void hundredsOfInventoriesBecomeOnePlan() throws IOException {
        for (int i = 0; i < SERVERS; i++) {
            SampleInventory server = SampleInventory.ofGoodServer("srv" + i)
                    .fact("hardware.platform.uuid", "'uuid-%d'".formatted(i))
                    .fact("guest.namesBoundToCards", Boolean.toString(i % 3 == 0))
                    .put("hardware.nics.0.addresses", "['10.0.%d.%d/16']".formatted(i / 250, i % 250))
                    .fact(
                            "live.connections",
                            "[{'protocol':'tcp','local':'10.0.0.1:1','peer':'10.0.%d.%d:443'}]"
                                    .formatted(i / 250, i % 250 / 5 * 5));
            Files.writeString(folder.resolve("srv" + i + ".json"), server.json());
        }
        Words words = Words.in(Language.EN, ZoneOffset.UTC);

        Fleet fleet = new FleetReader(Target.UNKNOWN, SiteRules.NONE, inventory -> inventory).read(List.of(folder));
        String html =
                HtmlPage.of(new FleetPage(fleet, Optional.empty(), "p2v", "2026-03-01T10:00:00Z", words).page(), words);
        XlsxFile.write(new FleetSheets(fleet, words).all(), OutputStream.nullOutputStream());

        assertThat(fleet.members()).hasSize(SERVERS);
        assertThat(html).contains("300 servers").hasSizeLessThan(1_000_000);
    }
}
