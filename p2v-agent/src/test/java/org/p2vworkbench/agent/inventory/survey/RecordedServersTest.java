package org.p2vworkbench.agent.inventory.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.ReferenceData;

/** Surveys of real servers, of which others published the dumps. */
class RecordedServersTest {

    @TempDir
    private Path temp;

    @Test
    void firmwareTablesOfRealServersAreReadAsDmidecodeReadThem() throws IOException {
        for (Path dump : dumps("dmidecode", ".txt")) {
            String text = Files.readString(dump, StandardCharsets.ISO_8859_1);
            Path root = Files.createDirectories(temp.resolve(dump.getFileName()));
            identify(root, text);

            Survey.Hardware hardware = survey(root).hardware();

            List<Map<String, String>> sticks = of(text, 17);
            List<Map<String, String>> plugged = sticks.stream()
                    .filter(stick -> stick.get("Size").matches("\\d+ [GM]B"))
                    .toList();
            assertThat(hardware.memory().slots().value()).as(dump.toString()).contains((long) sticks.size());
            assertThat(hardware.memory().installedBytes().value())
                    .contains(plugged.stream()
                            .mapToLong(stick -> bytes(stick.get("Size")))
                            .sum());
            assertThat(hardware.memory().modules().value().orElseThrow())
                    .extracting(Memory.Module::slot)
                    .containsExactlyElementsOf(
                            plugged.stream().map(stick -> stick.get("Locator")).toList());
            assertThat(hardware.platform().managementController().value())
                    .contains(of(text, 38).isEmpty() ? "none" : "KCS");
            Map<String, String> system = of(text, 1).get(0);
            assertThat(hardware.platform().vendor().value().orElse("")).isEqualTo(said(system.get("Manufacturer")));
            assertThat(hardware.platform().model().value().orElse("")).isEqualTo(said(system.get("Product Name")));
            assertThat(hardware.platform().biosVersion().value())
                    .contains(of(text, 0).get(0).get("Version"));
        }
    }

    @Test
    void processorsOfRealServersAreCountedAsLscpuCountedThem() throws IOException {
        for (Path dump : dumps("cpu", ".cpuinfo")) {
            Path root = Files.createDirectories(temp.resolve(dump.getFileName()));
            Files.createDirectories(root.resolve("proc"));
            Files.copy(dump, root.resolve("proc/cpuinfo"));
            String expected = Files.readString(
                    dump.resolveSibling(dump.getFileName().toString().replace("cpuinfo", "expected")));

            Processors processor = survey(root).hardware().processor();

            long online = Long.parseLong(expected.replaceAll("(?s)^CPUs: (\\d+)/.*$", "$1"));
            long megahertz = Long.parseLong(expected.replaceAll("(?s)^.*MHz: (\\d+),.*$", "$1"));
            assertThat(processor.threads().value()).as(dump.toString()).contains(online);
            assertThat(processor.megahertz().value()).contains(megahertz);
            assertThat(processor.signature().value()).get().asString().matches("\\d+/\\d+/\\d+");
        }
    }

    private Survey survey(Path root) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
        return new LinuxSurvey(root, clock, "p2v test", Answers.NONE).take(Duration.ZERO);
    }

    private static void identify(Path root, String dump) throws IOException {
        Path id = Files.createDirectories(root.resolve("sys/class/dmi/id"));
        Map<String, String> system = of(dump, 1).get(0);
        Map<String, String> bios = of(dump, 0).get(0);
        Files.writeString(id.resolve("sys_vendor"), system.get("Manufacturer") + "\n");
        Files.writeString(id.resolve("product_name"), system.get("Product Name") + "\n");
        Files.writeString(id.resolve("bios_version"), bios.get("Version") + "\n");
        Path tables = Files.createDirectories(root.resolve("sys/firmware/dmi/tables"));
        Files.write(tables.resolve("DMI"), SmbiosTable.of(dump));
    }

    /** A filler of the maker is no value. */
    private static String said(String text) {
        return Observer.saysNothing(text) ? "" : text;
    }

    private static List<Map<String, String>> of(String dump, int type) {
        return SmbiosTable.structures(dump).stream()
                .filter(structure -> structure.getKey() == type)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static long bytes(String size) {
        return Long.parseLong(size.replaceAll(" .*", "")) << (size.endsWith("GB") ? 30 : 20);
    }

    private static List<Path> dumps(String folder, String end) throws IOException {
        Path all = ReferenceData.folder()
                .map(data -> data.resolve("inventory").resolve(folder))
                .orElse(null);
        Assumptions.assumeTrue(
                all != null && Files.isDirectory(all), "SKIPPED: no recorded servers in ../shared/data/inventory");
        try (Stream<Path> files = Files.list(all)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }
}
