package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.ingest.Limits;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.migrate.HowFar;
import picocli.CommandLine.TypeConversionException;

class ServeCommandsTest {

    @TempDir
    private Path store;

    private final ByteArrayOutputStream result = new ByteArrayOutputStream();
    private final ByteArrayOutputStream story = new ByteArrayOutputStream();

    @Test
    void enrolmentWorksWithoutAConverterAndKeepsItsHostKey() throws Exception {
        assertThat(run("enrol", "--store", store, "--json")).isZero();
        EnrolCommand.Enrolment first = JsonText.parse(text(result), EnrolCommand.Enrolment.class);
        result.reset();
        assertThat(run("enrol", "--store", store, "--json", "--valid", "30m")).isZero();
        EnrolCommand.Enrolment second = JsonText.parse(text(result), EnrolCommand.Enrolment.class);

        assertThat(first.hostKey()).matches("SHA256:[A-Za-z0-9+/]{43}").isEqualTo(second.hostKey());
        assertThat(first.code()).isNotEqualTo(second.code());
        assertThat(Files.exists(store.resolve(".p2v/host_key"))).isTrue();
    }

    @Test
    void migrationWithoutAConverterSaysHowToStartOne() {
        assertThat(run("migrate", "web01", "--store", store)).isEqualTo(10);

        assertThat(text(story)).contains("no converter runs on this store", "Next: ", "p2v serve");
    }

    @Test
    void machinesAreListedWithoutAConverterToo() {
        assertThat(run("machines", "--store", store, "--json")).isZero();

        assertThat(text(result).strip()).isEqualTo("[]");
    }

    @Test
    void reportOnAMachineThatIsAwayIsOfTheInventoryInItsFolder() throws Exception {
        Files.createDirectories(store.resolve("web01"));
        Files.writeString(
                store.resolve("web01/inventory.json"),
                "{\"schema\":1,\"machine\":\"web01\",\"takenAt\":\"2026-03-01T10:00:00Z\",\"by\":\"boot\"}");

        assertThat(run("show", "web01", "--report", "--store", store)).isZero();
        assertThat(text(result)).contains("Pre-flight inventory: web01");
        assertThat(text(story)).contains("the inventory that was taken at 2026-03-01T10:00:00Z");
        assertThat(run("show", store.resolve("web01"), "--report", "-o", store.resolve("web01.html")))
                .isZero();
        assertThat(store.resolve("web01.html")).content().contains("<h1>web01</h1>");
    }

    @Test
    void reportOnAMachineThatNobodyKnowsSaysHowToHaveOne() {
        assertThat(run("show", "web01", "--report", "--store", store)).isEqualTo(2);
        assertThat(text(story)).contains("has no inventory", "Next: Start 'p2v serve'");
        assertThat(run("show", "web01", "-o", store.resolve("a.html"), "--store", store))
                .isEqualTo(2);
        assertThat(text(story)).contains("Add --report.");
    }

    @Test
    void ratesAndTimesAreReadAsTheyAreTyped() throws Exception {
        assertThat(new BytesPerSecond().convert("50M")).isEqualTo(Limits.of(50L << 20));
        assertThat(new BytesPerSecond().convert("3g")).isEqualTo(Limits.of(3L << 30));
        assertThat(new BytesPerSecond().convert("0")).isEqualTo(Limits.NONE);
        assertThatThrownBy(() -> new BytesPerSecond().convert("fast")).isInstanceOf(TypeConversionException.class);
        assertThat(new ValidFor().convert("24h")).isEqualTo(Duration.ofHours(24));
        assertThat(new ValidFor().convert("7d")).isEqualTo(Duration.ofDays(7));
        assertThatThrownBy(() -> new ValidFor().convert("-1h")).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void timeLeftIsARange() {
        HowFar now = new HowFar("web01", "copy", 50L << 20, 100L << 20, 5L << 20, 4L << 20, 8, 75, "the old disk");

        assertThat(FollowedMigration.line(now))
                .isEqualTo("web01 copy:  50%  50.0 MiB of 100 MiB  5.00 MiB/s (wire 4.00 MiB/s)  8 s to 1:15 left"
                        + "  limited by the old disk");
    }

    private int run(Object... words) {
        List<String> arguments = Arrays.stream(words).map(Object::toString).toList();
        OutputOptions output = new OutputOptions(Map.of());
        Console console = new Console(stream(result), stream(story), false, output);
        return CommandTree.build(arguments, console, output, Map.of()).execute(arguments.toArray(String[]::new));
    }

    private static PrintStream stream(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream said) {
        return said.toString(StandardCharsets.UTF_8);
    }
}
