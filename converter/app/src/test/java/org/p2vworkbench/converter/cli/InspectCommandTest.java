package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.ova.OvaFixture;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.SwapArea;
import org.p2vworkbench.fixtures.disk.Table;

class InspectCommandTest {

    private static final UUID SWAP = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final UUID LINUX = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");
    private static final UUID DISK = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    @TempDir
    private Path folder;

    private Table mbr;

    @BeforeEach
    void makeTable() {
        mbr = new Mbr(0xcafe1234L)
                .primary(0x83, true, 64, 1000)
                .logical(0x82, 4096, 4096)
                .logical(0x83, 10_000, 500);
    }

    @Test
    void treeHasTableWithLogicalPartitionsInsideTheExtendedOne() throws IOException {
        Path disk = disk("box.raw", mbr, "swap-1");

        JsonNode machine = json("inspect", "--json", disk);

        assertThat(machine.get("kind").asText()).isEqualTo("machine");
        assertThat(machine.get("input").asText()).isEqualTo(disk.toString());
        assertThat(machine.get("guests")).isEmpty();
        JsonNode raw = machine.at("/children/0");
        assertThat(raw.get("kind").asText()).isEqualTo("disk");
        assertThat(raw.get("type").asText()).isEqualTo("raw");
        assertThat(raw.get("size").asLong()).isEqualTo(8 << 20);
        assertThat(raw.at("/children/0/kind").asText()).isEqualTo("image");
        JsonNode table = raw.at("/children/1");
        assertThat(table.get("kind").asText()).isEqualTo("table");
        assertThat(table.get("type").asText()).isEqualTo("mbr");
        assertThat(table.get("uuid").asText()).isEqualTo("cafe1234");
        assertThat(table.get("children").findValuesAsText("name")).containsExactly("1", "2", "5", "swap-1", "6");
        assertThat(table.at("/children/0/description").asText()).isEqualTo("Linux, bootable");
        JsonNode swap = table.at("/children/1/children/0/children/0");
        assertThat(swap.get("kind").asText()).isEqualTo("filesystem");
        assertThat(swap.get("type").asText()).isEqualTo("swap");
        assertThat(swap.get("label").asText()).isEqualTo("swap-1");
        assertThat(swap.get("uuid").asText()).isEqualTo(SWAP.toString());
        assertThat(swap.get("offset").asLong()).isEqualTo(4096 * 512);
        assertThat(swap.get("size").asLong()).isEqualTo(4096 * 512);
    }

    @Test
    void whatIsNotKnownIsNullAndNotLeftOut() throws IOException {
        JsonNode partition =
                json("inspect", "--json", disk("box.raw", mbr, "s")).at("/children/0/children/1/children/0");

        assertThat(partition.get("usedBytes").isNull()).isTrue();
        assertThat(partition.get("clean").isNull()).isTrue();
        assertThat(partition.get("error").isNull()).isTrue();
    }

    @Test
    void treeForPeopleNamesSizesAndPlaces() throws IOException {
        TypedLine typed = typed("inspect", disk("box.raw", mbr, "swap-1").toString());

        assertThat(typed.status()).isZero();
        assertThat(typed.result())
                .contains("└─ disk box  raw, 8.00 MiB")
                .contains("   └─ MBR partition table  512-byte sectors, cafe1234")
                .contains("      ├─ 1     500 KiB at   32.0 KiB  Linux, bootable (0x83)")
                .contains("         ├─ 5    2.00 MiB at   2.00 MiB  Linux swap / Solaris (0x82)")
                .contains("         │  └─ swap, 1, \"swap-1\", " + SWAP);
    }

    @Test
    void namesFromDisksGiveNoOrdersToTheTerminal() throws IOException {
        String hostile = "\u001b[2J\u009b1m\u202e";
        Table gpt = new Gpt(DISK, 512).partition(LINUX, SWAP, 4096, 8191, 0, hostile);

        String text = typed("inspect", disk("box.raw", gpt, "\u001b]0;x\u0007").toString())
                .result();

        assertThat(text).contains("\"<1B>[2J<9B>1m<202E>\"").contains("\"<1B>]0;x<07>\"");
        assertThat(text.chars().filter(c -> c < 0x20 && c != '\n')).isEmpty();
    }

    @Test
    void damagedTableIsAFinding() throws IOException {
        Path disk = new DiskBuilder(8 << 20)
                .table(new Gpt(DISK, 512).partition(LINUX, SWAP, 4096, 8191, 0, "root"))
                .content(512 + 16, new byte[] {1, 2, 3, 4})
                .content((8 << 20) - 512 + 16, new byte[] {1, 2, 3, 4})
                .writeTo(folder.resolve("hurt.raw"));

        TypedLine typed = typed("inspect", disk.toString());

        assertThat(typed.status()).isZero();
        assertThat(typed.result()).contains("DAMAGED partition table").contains("! hurt.raw @ 0x21");
    }

    @Test
    void inputThatFailsDoesNotStopTheOthers() throws IOException {
        Path cut = Files.write(folder.resolve("cut.qcow2"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3});

        TypedLine typed = typed(
                "inspect",
                folder.resolve("gone.vmdk").toString(),
                cut.toString(),
                disk("box.raw", mbr, "s").toString());

        assertThat(typed.status()).isEqualTo(10);
        assertThat(typed.result()).contains("disk box  raw").contains("disk cut  cannot be read");
        assertThat(typed.story()).contains("gone.vmdk: no such file\nNext: ").contains("cut.qcow2 @ 0x0: ");
    }

    @Test
    void machineOfAPackageIsInspectedAndNothingStays() throws IOException {
        Path ova = OvaFixture.withDisk("d.raw.gz", "")
                .add("d.raw.gz", OvaFixture.gzip(OvaFixture.disk()))
                .tar(folder.resolve("box.ova"));

        TypedLine typed = typed("inspect", ova.toString());

        assertThat(typed.status()).isZero();
        assertThat(typed.result())
                .contains("old-box  " + ova)
                .contains("! box.ovf comes without a manifest")
                .contains("no partition table, and no filesystem that is known here");
        try (var left = Files.list(InputOptions.SCRATCH)) {
            assertThat(left.map(Path::toString))
                    .noneMatch(name -> name.contains(
                            "p2v-scratch-" + ProcessHandle.current().pid() + "-"));
        }
    }

    @Test
    void dumpShowsTheHeadersOfEveryFileOfTheChain() throws IOException {
        OutsideTool qemuImg = OutsideTool.named("qemu-img");
        assumeTrue(qemuImg.isInstalled(), "SKIPPED: qemu-img is not installed");
        Path base = folder.resolve("base.qcow2");
        Path top = folder.resolve("top.qcow2");
        qemuImg.run("create", "-q", "-f", "qcow2", "-o", "compat=0.10", base, "3M");
        qemuImg.run("create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", "base.qcow2", top, "5M");

        String text = typed("inspect", "--dump", top.toString()).result();
        JsonNode images = json("inspect", "--dump", "--json", top).at("/children/0/children");

        assertThat(text)
                .containsSubsequence(
                        "image top.qcow2  qcow2 v3, 5.00 MiB",
                        "top.qcow2 @ 0x0: qcow2 header",
                        "0x00000018    8  virtual size",
                        "5242880",
                        "image base.qcow2  qcow2 v2, 3.00 MiB",
                        "base.qcow2 @ 0x0: qcow2 header",
                        "3145728");
        assertThat(List.of(images.get(0), images.get(1)))
                .extracting(image -> image.at("/structures/0/source").asText())
                .containsExactly("top.qcow2", "base.qcow2");
        assertThat(images.at("/0/structures/0/fields/0").fieldNames())
                .toIterable()
                .containsExactly("offset", "width", "name", "value");
    }

    private Path disk(String name, Table table, String swapLabel) throws IOException {
        return new DiskBuilder(8 << 20)
                .table(table)
                .content(4096 * 512, SwapArea.header(4096 * 512, SWAP, swapLabel))
                .writeTo(folder.resolve(name));
    }

    private static JsonNode json(Object... line) throws IOException {
        TypedLine typed = typed(List.of(line).stream().map(Object::toString).toArray(String[]::new));
        assertThat(typed.status()).as(typed.story()).isZero();
        return new JsonMapper().readTree(typed.result());
    }
}
