package org.p2vworkbench.reports.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Arrays;
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
    void lostRangesAreNamedByTheirFiles() {
        MigrationReport report =
                SampleMigration.report("web01", List.of(new MigrationReport.Lost(4096, 4096, "input/output error")));

        String text = TextPage.of(new MigrationPage(report, SampleMigration.everything(), ENGLISH).page());

        assertThat(text)
                .contains("partition 2, ext4", "/var/lib/mysql/ibdata1")
                .doesNotContain("free space", "nobody has looked");
        assertThat(TextPage.of(new MigrationPage(report, SampleMigration.evidence(), ENGLISH).page()))
                .contains("nobody has looked");
    }

    @Test
    void disksOfOldAndNewMachineAreDrawnWithTheSetBetweenThem() {
        MigrationReport report = SampleMigration.report("web01", List.of());

        String html = HtmlPage.of(new MigrationPage(report, SampleMigration.everything(), ENGLISH).page(), ENGLISH);

        assertThat(html)
                .contains(
                        "left-symmetric, chunks of 64.0 KiB",
                        "97 % sure",
                        "class=\"stripe gone\"",
                        "on a missing disk: computed from the others",
                        "The disks of the old machine:",
                        "The disks of the new machine:");
    }

    @Test
    void rateOverTimeSaysWhatLimitedIt() {
        MigrationReport report = SampleMigration.report("web01", List.of());

        String html = HtmlPage.of(new MigrationPage(report, SampleMigration.everything(), ENGLISH).page(), ENGLISH);

        assertThat(html)
                .contains(
                        "Rate over time, and what limited it",
                        "At most 180 MB/s",
                        "<td class=\"plain\">the old disk</td><td class=\"plain num\">30 min</td>");
    }

    @Test
    void predictionStandsBesideWhatCame() {
        MigrationReport report = SampleMigration.report("web01", List.of());

        String text = TextPage.of(new MigrationPage(report, SampleMigration.everything(), ENGLISH).page());

        // 120 GiB predicted, 121 came; at 80 MB/s that is 27 min, and took an hour less two seconds.
        assertThat(text).contains("to copy", "120 GiB", "121 GiB", "1.01", "27 min", "60 min");
        assertThat(text).contains("limited by reading the old disks, at 80 MB/s");
    }

    @Test
    void nonsenseBesideAReportSpoilsNothing() {
        MigrationReport report = SampleMigration.report("web01", List.of());
        Rates nonsense = new Rates(
                1,
                Arrays.asList(
                        null,
                        new Rates.Sample(null, 1, null, 1, 1, null),
                        new Rates.Sample("2026-03-01T10:00:00Z", Double.NaN, "copy", 1, 1, "x"),
                        new Rates.Sample("2026-03-01T10:00:00Z", 1, "copy", Long.MAX_VALUE, 1, "<b>"),
                        new Rates.Sample("2026-03-01T10:00:00Z", 1, "copy", Long.MAX_VALUE, 1, "<b>"),
                        new Rates.Sample("2026-03-01T10:00:00Z", 1, "copy", Long.MAX_VALUE, 1, "<b>"),
                        new Rates.Sample("+1000000000-12-31T23:59:59Z", 1, "copy", 5, 1, "x")));
        Evidence evidence = new Evidence(
                "/srv",
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                nonsense,
                List.of());

        String html = HtmlPage.of(new MigrationPage(report, evidence, ENGLISH).page(), ENGLISH);

        assertThat(nonsense.samples()).hasSize(3);
        assertThat(html).contains("&lt;b&gt;").doesNotContain("<b>x");
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
