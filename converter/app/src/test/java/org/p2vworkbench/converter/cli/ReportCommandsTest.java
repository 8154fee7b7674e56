package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.agent.inventory.survey.Survey;
import org.p2vworkbench.reports.inventory.InventoryJson;

class ReportCommandsTest {

    @TempDir
    private Path temp;

    private final ByteArrayOutputStream result = new ByteArrayOutputStream();
    private final ByteArrayOutputStream story = new ByteArrayOutputStream();

    @Test
    void whatTheAgentWritesTheReportsRead() throws IOException {
        String survey =
                Survey.ofRecording(recording(), Clock.systemUTC(), "p2v test").json();
        JsonMapper mapper = JsonMapper.builder().build();

        JsonNode read = mapper.readTree(InventoryJson.write(InventoryJson.read(survey)));

        assertNothingIsLost("", mapper.readTree(survey), read);
        assertThat(read.at("/hardware/raidSets/0/state").asText()).isEqualTo("degraded");
        assertThat(read.at("/guest/fstab/value/0/place").asText()).isEqualTo("/");
    }

    @Test
    void inventoryOfThisMachineNeedsNothing() {
        assertThat(run("inventory")).isZero();

        assertThat(text(result)).contains("Pre-flight inventory: ", "What was not read");
    }

    @Test
    void inventoryIsWrittenInEveryFormatAndReadAgain() throws IOException {
        Path root = recording();
        for (String name : List.of("a.html", "a.json", "a.csv", "a.txt", "a.xlsx")) {
            assertThat(run(
                            "inventory",
                            "--recording",
                            root,
                            "-o",
                            temp.resolve("out").resolve(name)))
                    .as(name)
                    .isZero();
        }
        assertThat(run("inventory", "--from", temp.resolve("out/a.json"), "-o", temp.resolve("b.html"), "--lang", "de"))
                .isZero();

        assertThat(temp.resolve("out/a.html")).content().contains("<h1>web01</h1>", "STO-002");
        assertThat(temp.resolve("out/a.csv")).content().contains("web01,hardware.raidSets.0.state,degraded");
        assertThat(Files.readAllBytes(temp.resolve("out/a.xlsx"))).startsWith('P', 'K');
        assertThat(temp.resolve("b.html")).content().contains("Ein RAID-Verbund ist beeinträchtigt");
    }

    @Test
    void fleetGoesOnAfterBrokenFiles() throws IOException {
        Path estate = Files.createDirectories(temp.resolve("estate"));
        assertThat(run("inventory", "--recording", recording(), "-o", estate.resolve("web01.json")))
                .isZero();
        Files.writeString(estate.resolve("broken.json"), "{");

        assertThat(run("fleet", estate, "--json")).isZero();

        assertThat(text(result)).contains("\"servers\" : 1");
        assertThat(text(story)).contains("Warning: ", "broken.json");
        assertThat(run("fleet", estate, "-o", temp.resolve("plan"), "--format", "csv"))
                .isZero();
        assertThat(temp.resolve("plan/servers.csv")).content().contains("web01,");
    }

    @Test
    void wrongInputsAreUsageErrorsWithANextStep() throws IOException {
        Path none = Files.writeString(temp.resolve("none.json"), "[]");

        assertThat(run("inventory", "--from", none)).isEqualTo(2);
        assertThat(run("inventory", "--from", temp)).isEqualTo(2);
        assertThat(run("inventory", "--target", none, "--recording", recording()))
                .isEqualTo(2);
        assertThat(run("inventory", "--format", "xlsx")).isEqualTo(2);
        assertThat(run("fleet", temp.resolve("nowhere"))).isEqualTo(2);
        assertThat(run("report", "nobody", "--store", temp)).isEqualTo(2);

        assertThat(text(story)).contains("Next: ");
    }

    @Test
    void redactedInventoryNamesNobody() throws IOException {
        Path out = temp.resolve("redacted.json");

        assertThat(run("inventory", "--recording", recording(), "--redact-key", temp.resolve("key"), "-o", out))
                .isZero();

        assertThat(out).content().doesNotContain("web01", "192.0.2.5");
        assertThat(Files.getPosixFilePermissions(temp.resolve("key"))).hasSize(2);
    }

    @Test
    void migrationReportIsMadeOfWhatLiesInTheFolder() throws IOException {
        Path machine = temp.resolve("store/web01");
        write(machine, "machine.json", "{}");
        write(
                machine,
                "report.json",
                "{\"schemaVersion\":1,\"machine\":\"web01\",\"status\":\"done\",\"program\":\"p2v 0.1.0\","
                        + "\"started\":\"2026-03-01T10:00:00Z\",\"finished\":\"2026-03-01T11:00:00Z\",\"seconds\":3600}");
        write(
                machine,
                "events.jsonl",
                "{\"time\":\"2026-03-01T10:30:00Z\",\"stage\":\"copy\",\"event\":\"done\"}\n{\"ti");
        write(temp, "secret", "not for the report");
        write(machine, "proof/testboot-0009s.png", "picture");
        write(
                machine,
                "proof/testboot.json",
                "{\"verdict\":\"login\",\"words\":\"web01 login:\",\"seconds\":9,"
                        + "\"pictures\":[\"proof/testboot-0009s.png\",\"../../secret\"]}");

        assertThat(run("report", "web01", "--store", temp.resolve("store"), "-o", temp.resolve("r.html")))
                .isZero();
        assertThat(run("report", machine, "--json")).isZero();

        assertThat(temp.resolve("r.html"))
                .content()
                .contains("Migration report", "web01 login:", "data:image/png;base64,cGljdHVyZQ==", "1 Mar 2026")
                .doesNotContain("bm90IGZvciB0aGUgcmVwb3J0");
        assertThat(text(result)).contains("\"schemaVersion\":1");
    }

    private Path recording() throws IOException {
        Path root = temp.resolve("recording");
        write(root, "proc/sys/kernel/hostname", "web01\n");
        write(root, "proc/mdstat", "md0 : active raid1 sda1[0]\n      1048512 blocks super 1.2 [2/1] [U_]\n\n");
        write(root, "etc/fstab", "/dev/md0 / ext4 defaults 0 1\n");
        write(root, "etc/os-release", "ID=debian\nVERSION_ID=\"9\"\nPRETTY_NAME=\"Debian 9\"\n");
        write(root, "etc/network/interfaces", "iface eth0 inet static\n  address 192.0.2.5/24\n");
        write(root, "sys/block/sda/dev", "8:0\n");
        write(root, "sys/block/sda/size", "2097152\n");
        write(root, "sys/block/sda/sda1/partition", "1\n");
        write(root, "sys/block/sda/sda1/start", "2048\n");
        write(root, "sys/block/sda/sda1/size", "2095104\n");
        write(root, "sys/block/dm-0/dm/name", "vg-root\n");
        write(root, "sys/class/net/eth0/device/vendor", "0x8086\n");
        write(root, "sys/class/net/bond0/bonding/slaves", "eth0 eth1\n");
        write(root, "sys/bus/usb/devices/2-1/idVendor", "0529\n");
        write(root, "sys/bus/pci/devices/0000:00:1f.2/vendor", "0x8086\n");
        write(root, "proc/net/tcp", "  sl\n   0: 00000000:0016 00000000:0000 0A 0:0 0:0 0 0 0 4711 1\n");
        write(root, "dev/sda", "");
        return root;
    }

    private static void write(Path root, String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }

    /** Every field that was written is there, with its value. */
    private static void assertNothingIsLost(String place, JsonNode written, JsonNode read) {
        if (written.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> fields =
                            written.properties().iterator();
                    fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                assertNothingIsLost(place + "/" + field.getKey(), field.getValue(), read.path(field.getKey()));
            }
        } else if (written.isArray()) {
            assertThat(read.size()).as(place).isEqualTo(written.size());
            for (int i = 0; i < written.size(); i++) {
                assertNothingIsLost(place + "/" + i, written.get(i), read.get(i));
            }
        } else {
            assertThat(read).as(place).isEqualTo(written);
        }
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
