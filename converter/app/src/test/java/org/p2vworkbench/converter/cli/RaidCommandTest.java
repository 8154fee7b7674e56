package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.SwapArea;
import org.p2vworkbench.fixtures.raid.MdWriter;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;
import org.p2vworkbench.fixtures.raid.bios.NvidiaWriter;

class RaidCommandTest {

    private static final int VOLUME_BYTES = 6 << 20;
    private static final int STRIP = 64 << 10;

    @TempDir
    private Path folder;

    private byte[] content;

    @BeforeEach
    void makeVolume() throws IOException {
        Path file = new DiskBuilder(VOLUME_BYTES)
                .table(new Mbr(0xfeedL).primary(0x82, false, 2048, 8192))
                .content(2048 * 512, SwapArea.header(8192 * 512, new UUID(5, 6), "swap-1"))
                .writeTo(folder.resolve("volume"));
        content = Files.readAllBytes(file);
        byte[] noise = new byte[1 << 20];
        new Random(11).nextBytes(noise);
        System.arraycopy(noise, 0, content, 5 << 20, noise.length);
    }

    @Test
    void detectNamesTheSetAsTheContractHasIt() throws IOException {
        List<String> disks = raid5();
        Files.write(folder.resolve("other.img"), new byte[2 << 20]);

        JsonNode report =
                json("raid", "detect", "--json", disks.get(2), disks.get(0), folder + "/other.img", disks.get(1));

        JsonNode set = report.at("/sets/0");
        assertThat(report.get("sets")).hasSize(1);
        assertThat(set.get("format").asText()).isEqualTo("md-1.2");
        assertThat(set.get("level").asText()).isEqualTo("raid5");
        assertThat(set.get("layout").asText()).isEqualTo("left-symmetric");
        assertThat(set.get("chunkBytes").asLong()).isEqualTo(STRIP);
        assertThat(set.get("dataOffsetBytes").asLong()).isEqualTo(MdWriter.DATA_SECTORS * 512L);
        assertThat(set.get("sizeBytes").asLong()).isEqualTo(VOLUME_BYTES);
        assertThat(set.get("state").asText()).isEqualTo("optimal");
        assertThat(set.get("confidence").asDouble()).isGreaterThan(0.95);
        assertThat(set.get("evidence")).isNotEmpty();
        assertThat(set.get("members").findValuesAsText("disk")).containsExactlyElementsOf(disks);
        assertThat(set.at("/members/1/index").asInt()).isEqualTo(1);
        assertThat(report.get("unassigned")).hasSize(1);
        assertThat(report.at("/unassigned/0").asText()).isEqualTo(folder + "/other.img");
    }

    @Test
    void missingMemberIsNullInJson() throws IOException {
        List<String> disks = raid5();

        JsonNode set =
                json("raid", "detect", "--json", disks.get(0), disks.get(2)).at("/sets/0");

        assertThat(set.get("state").asText()).isEqualTo("degraded");
        assertThat(set.at("/members/1/disk").isNull()).isTrue();
        assertThat(set.at("/members/1/role").asText()).isEqualTo("missing");
    }

    @Test
    void wordsSayWhatItIsAndHowThatIsKnown() throws IOException {
        TypedLine line = typed(with(raid5(), "raid", "detect"));

        assertThat(line.status()).isZero();
        assertThat(line.result())
                .contains("RAID5 by md-1.2", "left-symmetric", "64.0 KiB chunks", "optimal", "known from:");
    }

    @Test
    void assembledVolumeIsByteForByteTheContent() throws IOException {
        List<String> disks = raid5();
        Path out = folder.resolve("vol.raw");

        TypedLine line = typed(with(
                List.of(disks.get(1), disks.get(2), disks.get(0)),
                "raid",
                "assemble",
                "-o",
                out.toString(),
                "--format",
                "raw"));

        assertThat(line.status()).as(line.story()).isZero();
        assertThat(Files.readAllBytes(out)).isEqualTo(content);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().contains(".part"))).isEmpty();
        }
    }

    @Test
    void degradedSetIsRefusedUntilAllowed() throws IOException {
        List<String> disks = raid5();
        Path out = folder.resolve("vol.raw");
        String[] words = with(disks.subList(1, 3), "raid", "assemble", "-o", out.toString(), "--format", "raw");

        TypedLine refused = typed(words);
        TypedLine tooFew =
                typed(with(disks.subList(1, 2), "raid", "assemble", "-o", out.toString(), "--allow-degraded"));

        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.story()).contains("degraded", "--allow-degraded");
        assertThat(tooFew.status()).isEqualTo(4);
        assertThat(out).doesNotExist();
    }

    @Test
    void degradedVolumeIsComputed() throws IOException {
        Path out = folder.resolve("vol.raw");

        TypedLine line = typed(with(
                raid5().subList(0, 2),
                "raid",
                "assemble",
                "--allow-degraded",
                "-o",
                out.toString(),
                "--format",
                "raw"));

        assertThat(line.status()).as(line.story()).isZero();
        assertThat(Files.readAllBytes(out)).isEqualTo(content);
    }

    @Test
    void existingFileIsNotOverwritten() throws IOException {
        Path out = Files.writeString(folder.resolve("vol.qcow2"), "precious");

        TypedLine line = typed(with(raid5(), "raid", "assemble", "-o", out.toString()));

        assertThat(line.status()).isEqualTo(4);
        assertThat(out).hasContent("precious");
    }

    @Test
    void dryRunWritesNothing() throws IOException {
        Path out = folder.resolve("vol.qcow2");

        TypedLine line = typed(with(raid5(), "raid", "assemble", "--dry-run", "--json", "-o", out.toString()));

        assertThat(line.status()).isZero();
        assertThat(new JsonMapper().readTree(line.result()).get("dryRun").asBoolean())
                .isTrue();
        assertThat(out).doesNotExist();
    }

    @Test
    void serialOfAStrangerIsAMistake() throws IOException {
        TypedLine line = typed(with(raid5(), "raid", "detect", "--serial", "z.img=WD-1"));

        assertThat(line.status()).isEqualTo(2);
        assertThat(line.story()).contains("z.img", "none of the disks");
    }

    @Test
    void diskThatIsNotThereFailsAlone() throws IOException {
        TypedLine line = typed(with(raid5(), "raid", "detect", "--json", folder + "/nowhere.img"));

        assertThat(line.status()).isEqualTo(10);
        assertThat(new JsonMapper().readTree(line.result()).get("sets")).hasSize(1);
    }

    @Test
    void convertMakesOneMachineOfAControllersMembers() throws IOException {
        List<String> disks = nvidia();
        Path store = folder.resolve("store");

        TypedLine line = typed(with(
                List.of(disks.get(1), disks.get(0)),
                "convert",
                "--json",
                "--no-fixup",
                "--format",
                "raw",
                "-o",
                store.toString()));

        assertThat(line.status()).as(line.story()).isZero();
        assertThat(line.result().lines()).hasSize(1);
        JsonNode disk = new JsonMapper().readTree(line.result()).at("/disks/0");
        assertThat(Files.readAllBytes(Path.of(disk.get("image").asText()))).startsWith(content);
    }

    @Test
    void convertKeepsMembersApartWhenAsked() throws IOException {
        TypedLine line = typed(with(
                nvidia(),
                "convert",
                "--json",
                "--keep-members",
                "--no-fixup",
                "-o",
                folder.resolve("store").toString()));

        assertThat(line.status()).as(line.story()).isZero();
        assertThat(line.result().lines()).hasSize(2);
    }

    @Test
    void inspectShowsTheSetWithWhatIsOnIt() throws IOException {
        List<String> disks = raid5();
        Path vmx = folder.resolve("box.vmx");
        StringBuilder text =
                new StringBuilder("config.version = \"8\"\ndisplayName = \"box\"\nscsi0.present = \"TRUE\"\n");
        for (int i = 0; i < disks.size(); i++) {
            text.append("scsi0:%d.present = \"TRUE\"%nscsi0:%d.fileName = \"%s\"%n"
                    .formatted(i, i, Path.of(disks.get(i)).getFileName()));
        }
        Files.writeString(vmx, text);

        JsonNode machine = json("inspect", "--json", vmx.toString());

        JsonNode set = null;
        for (JsonNode child : machine.get("children")) {
            set = child.get("kind").asText().equals("raid") ? child : set;
        }
        assertThat(set).isNotNull();
        assertThat(set.get("type").asText()).isEqualTo("raid5");
        assertThat(set.at("/children/0/kind").asText()).isEqualTo("table");
        assertThat(set.at("/children/0/children/0/children/0/type").asText()).isEqualTo("swap");
        assertThat(machine.at("/children/0").findValuesAsText("description").toString())
                .contains("slot 0 of the raid5 set");
    }

    private List<String> raid5() throws IOException {
        MdWriter writer = new MdWriter();
        writer.chunkSectors = STRIP / 512;
        return files("m", writer.members(new SetWriter(content, STRIP).raid5(3, 2)));
    }

    private List<String> nvidia() throws IOException {
        List<byte[]> data = new SetWriter(content, STRIP).raid0(2);
        List<byte[]> members = new ArrayList<>();
        for (int slot = 0; slot < 2; slot++) {
            members.add(new MemberDisk(8192)
                    .data(0, data.get(slot))
                    .tail(2, new NvidiaWriter(0x80, slot, 2, 2, STRIP / 512, VOLUME_BYTES / 512, 0, 0, 0).sector())
                    .bytes());
        }
        return files("n", members);
    }

    private List<String> files(String prefix, List<byte[]> members) throws IOException {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            files.add(Files.write(folder.resolve(prefix + i + ".img"), members.get(i))
                    .toString());
        }
        return files;
    }

    private static String[] with(List<String> more, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(more);
        return all.toArray(String[]::new);
    }

    private static JsonNode json(String... words) throws IOException {
        TypedLine line = typed(words);
        assertThat(line.status()).as(line.story()).isZero();
        return new JsonMapper().readTree(line.result());
    }
}
