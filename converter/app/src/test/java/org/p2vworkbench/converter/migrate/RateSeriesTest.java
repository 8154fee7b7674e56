package org.p2vworkbench.converter.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.fixtures.HandSetClock;
import org.p2vworkbench.reports.migration.Rates;

class RateSeriesTest {

    private static final long RATE = 50_000_000;

    @TempDir
    private Path folder;

    private final HandSetClock clock = new HandSetClock();

    @Test
    void hoursOfCopyingStayASmallSeriesThatLosesNothing() throws IOException {
        try (RateSeries series = new RateSeries(file(), clock)) {
            for (long second = 0; second <= 36_000; second++) {
                series.add(at("copy", second * RATE, "the old disk"));
                clock.pass(Duration.ofSeconds(1));
            }
        }

        List<Rates.Sample> samples = JsonText.read(file(), Rates.class).samples();
        assertThat(samples).hasSizeBetween(RateSeries.MOST / 4, RateSeries.MOST);
        assertThat(samples.stream().mapToLong(Rates.Sample::bytes).sum()).isEqualTo(36_000 * RATE);
        assertThat(samples.stream().mapToDouble(Rates.Sample::seconds).sum()).isEqualTo(36_000);
        assertThat(samples).allSatisfy(sample -> assertThat(sample.limitedBy()).isEqualTo("source"));
        assertThat(Files.size(file())).isLessThan(64 << 10);
    }

    @Test
    void stagesAndPausesStayApart() throws IOException {
        try (RateSeries series = new RateSeries(file(), clock)) {
            for (int second = 0; second < 400; second++) {
                String stage = second < 200 ? "copy" : "verify";
                series.add(at(stage, second % 200 * RATE, second < 200 ? "the link or the old machine" : "this host"));
                clock.pass(Duration.ofSeconds(second == 100 ? 3600 : 1));
            }
        }

        List<Rates.Sample> samples = JsonText.read(file(), Rates.class).samples();
        assertThat(samples).extracting(Rates.Sample::stage).contains("copy", "verify");
        assertThat(samples).allSatisfy(sample -> assertThat(sample.limitedBy())
                .isEqualTo(sample.stage().equals("copy") ? "link" : "host"));
    }

    @Test
    void migrationThatGoesOnGoesOnWithItsSeries() throws IOException {
        run(10);
        clock.pass(Duration.ofSeconds(600));
        run(10);

        assertThat(JsonText.read(file(), Rates.class).samples()).hasSize(20);
    }

    @Test
    void damagedSeriesBeginsAnew() throws IOException {
        Files.writeString(file(), "{\"samples\":[{\"time\":3");

        run(5);

        assertThat(JsonText.read(file(), Rates.class).samples()).hasSize(5);
    }

    private void run(int seconds) throws IOException {
        try (RateSeries series = new RateSeries(file(), clock)) {
            for (int second = 0; second <= seconds; second++) {
                series.add(at("copy", second * RATE, ""));
                clock.pass(Duration.ofSeconds(1));
            }
        }
    }

    private Path file() {
        return folder.resolve("rates.json");
    }

    private static HowFar at(String stage, long done, String limitedBy) {
        return new HowFar("web01", stage, done, 1L << 50, RATE, RATE, 0, 0, limitedBy);
    }
}
