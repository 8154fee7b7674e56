package org.p2vworkbench.reports.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.ReportJson;
import org.p2vworkbench.reports.page.HtmlPage;
import org.p2vworkbench.reports.page.Language;
import org.p2vworkbench.reports.page.TextPage;
import org.p2vworkbench.reports.page.Words;

class MigrationPageTest {

    private static final Words ENGLISH = Words.in(Language.EN, ZoneOffset.UTC);

    @Test
    void everythingThatProvesTheMoveIsShown() {
        MigrationReport report = SampleMigration.report("web01", List.of());

        String html = HtmlPage.of(new MigrationPage(report, SampleMigration.evidence(), ENGLISH).page(), ENGLISH);

        assertThat(html)
                .contains(
                        "77db271e559a85ac48514109d77169e10abb5c5e93edb0863309b75c52aa7094",
                        "yes, and the same",
                        "SHA256:key",
                        "data:image/png;base64,iVBOR",
                        "web01 login:",
                        "/dev/sda1 / ext4",
                        "put the saved original back",
                        "Look at its address.",
                        "p2v fixup web01 --undo",
                        "The longest was: copy.",
                        "booted on trial and came up");
    }

    @Test
    void whatWasLostStandsOnTop() {
        MigrationReport report =
                SampleMigration.report("web01", List.of(new MigrationReport.Lost(4096, 1 << 20, "input/output error")));

        String text = TextPage.of(new MigrationPage(report, SampleMigration.evidence(), ENGLISH).page());

        assertThat(text).contains("DONE, WITH LOSSES - 1.00 MiB could not be read", "0x1000", "input/output error");
    }

    @Test
    void withoutEvidenceItSaysSo() {
        Evidence nothing = new Evidence("/srv/web01", List.of(), List.of(), Optional.empty());

        String text =
                TextPage.of(new MigrationPage(SampleMigration.report("web01", List.of()), nothing, ENGLISH).page());

        assertThat(text)
                .contains("has not been booted on trial", "No timeline was kept", "has not been seen to come up yet");
    }

    @Test
    void strangersNamesAreHarmless() {
        MigrationReport report = SampleMigration.report("<script>alert(1)</script>", List.of());
        Words german = Words.in(Language.DE, ZoneOffset.UTC);

        String html = HtmlPage.of(new MigrationPage(report, SampleMigration.evidence(), german).page(), german);

        assertThat(html).doesNotContain("<script").contains("&lt;script&gt;", "Migrationsbericht");
    }

    @Test
    void reportOfAnotherVersionIsReadAndWhatIsNoneIsRefused() throws IOException {
        MigrationReport report = SampleMigration.report("web01", List.of());

        assertThat(ReportJson.read(ReportJson.of(report))).isEqualTo(report);
        assertThat(ReportJson.read("{\"schemaVersion\": 9, \"machine\": \"x\", \"more\": 1}")
                        .changes())
                .isEmpty();
        for (String text : List.of("", "{}", "[]", "null", "{\"disks\": 4")) {
            assertThatThrownBy(() -> ReportJson.read(text))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no report of a migration");
        }
    }
}
