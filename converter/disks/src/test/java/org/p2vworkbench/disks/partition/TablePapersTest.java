package org.p2vworkbench.disks.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.Table;

/** Tables on paper, against what sfdisk, parted and sgdisk write and read. */
final class TablePapersTest {

    private static final UUID DISK = UUID.fromString("d15c0000-1111-2222-3333-444455556666");
    private static final UUID LINUX = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");
    private static final UUID ESP = UUID.fromString("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");
    private static final int SIZE = 64 << 20;

    @TempDir
    Path folder;

    private Path gpt() throws IOException {
        Table gpt = new Gpt(DISK, 512)
                .partition(ESP, new UUID(0x11, 0x12), 2048, 4095, 1, "EFI System Partition")
                .partition(LINUX, new UUID(0x21, 0x22), 8192, 20479, 1L << 60 | 1L << 2 | 1L << 63, "a\"b\\c$d`e")
                .partition(LINUX, new UUID(0x31, 0x32), 40960, 50000, 0, "Größe");
        return new DiskBuilder(SIZE).table(gpt).writeTo(folder.resolve("gpt.raw"));
    }

    private Path mbr() throws IOException {
        Table mbr = new Mbr(0xdeadbeefL)
                .primary(0x07, true, 2048, 10000)
                .primary(0x82, false, 14000, 2000)
                .logical(0x83, 20480, 10240)
                .logical(0x8e, 40960, 20480);
        return new DiskBuilder(SIZE).table(mbr).writeTo(folder.resolve("mbr.raw"));
    }

    private static String script(Path raw, String device) throws IOException {
        try (RawFile disk = RawFile.open(raw)) {
            return SfdiskScript.of(disk, PartitionTable.of(disk), device);
        }
    }

    private static OutsideTool tool(String name) {
        OutsideTool tool = OutsideTool.named(name);
        assumeTrue(tool.isInstalled(), name + " is not installed: nothing is compared with it");
        return tool;
    }

    /** The number of a partition follows a file's name as it does a device's. */
    private static String normal(String text) {
        return text.replaceAll(" +", " ").replaceAll("(?m) $", "").strip();
    }

    @Test
    void gptScriptIsWhatSfdiskWrites() throws IOException {
        Path raw = gpt();

        String script = script(raw, raw.toString());

        assertThat(normal(script).replaceAll("name=\"Gr.*?\"", ""))
                .isEqualTo(normal(tool("sfdisk").run("--dump", raw)).replaceAll("name=\"Gr.*?\"", ""));
    }

    @Test
    void mbrScriptIsWhatSfdiskWrites() throws IOException {
        Path raw = mbr();

        assertThat(normal(script(raw, raw.toString())))
                .isEqualTo(normal(tool("sfdisk").run("--dump", raw)));
    }

    @Test
    void sfdiskMakesTheSameTableOfTheScript() throws IOException {
        for (Path raw : new Path[] {gpt(), mbr()}) {
            OutsideTool sfdisk = tool("sfdisk");
            Path script = Files.writeString(folder.resolve("pt.sf"), script(raw, "/dev/sda"));
            Path made = new DiskBuilder(SIZE).writeTo(folder.resolve("made.raw"));

            tool("sh").run("-c", "sfdisk --no-reread --force " + made + " < " + script);

            assertThat(sfdisk.run("-J", made).replace(made.toString(), "DISK"))
                    .isEqualTo(sfdisk.run("-J", raw).replace(raw.toString(), "DISK"));
        }
    }

    @Test
    void damagedEntriesAreTakenFromTheBackup() throws IOException {
        Path raw = gpt();
        String whole = script(raw, "/dev/sda");
        byte[] bytes = Files.readAllBytes(raw);
        bytes[1024 + 20] ^= 1;

        MemorySource damaged = new MemorySource("damaged", bytes);

        assertThat(SfdiskScript.of(damaged, PartitionTable.of(damaged), "/dev/sda"))
                .isEqualTo(whole);
        assertThat(GptBackup.of(damaged, PartitionTable.of(damaged))).isPresent();
    }

    @Test
    void listingHasTheLinesOfParted() throws IOException {
        Path raw = mbr();
        try (RawFile disk = RawFile.open(raw)) {
            PartitionTable table = PartitionTable.of(disk);

            String listing =
                    PartedListing.of(disk, table, raw.toString(), each -> each.number() == 2 ? "linux-swap(v1)" : "");

            String parted = tool("parted").run("-s", raw, "unit", "s", "print");
            assertThat(listing.lines()
                            .filter(line -> line.startsWith("Disk /")
                                    || line.startsWith("Sector")
                                    || line.startsWith("Partition Table")))
                    .isEqualTo(parted.lines()
                            .filter(line -> line.startsWith("Disk /")
                                    || line.startsWith("Sector")
                                    || line.startsWith("Partition Table"))
                            .toList());
            assertThat(listing).contains("extended").contains("linux-swap(v1)").contains("logical");
            assertThat(listing.lines().filter(line -> line.startsWith(" ")).map(line -> line.strip()
                            .split(" +")[1]))
                    .containsExactlyElementsOf(parted.lines()
                            .filter(line -> line.startsWith(" "))
                            .map(line -> line.strip().split(" +")[1])
                            .toList());
        }
    }

    @Test
    void namesCannotPassForWhatReadersLookFor() throws IOException {
        Table gpt = new Gpt(DISK, 512)
                .partition(LINUX, new UUID(1, 2), 2048, 4095, 0, "linux-swap")
                .partition(LINUX, new UUID(3, 4), 4096, 8191, 0, "x\n 9 extended");
        try (RawFile disk = RawFile.open(new DiskBuilder(SIZE).table(gpt).writeTo(folder.resolve("names.raw")))) {
            String listing = PartedListing.of(disk, PartitionTable.of(disk), "/dev/sda", each -> "ext4");

            assertThat(listing).doesNotContainIgnoringCase("swap").doesNotContainIgnoringCase("extended");
            assertThat(listing.lines().filter(line -> line.startsWith(" "))).hasSize(2);
        }
    }

    @Test
    void backupIsWhatSgdiskKeeps() throws IOException {
        Path raw = gpt();
        Path kept = folder.resolve("kept.gdisk");
        tool("sgdisk").run("-b", kept, raw);
        try (RawFile disk = RawFile.open(raw)) {
            Optional<byte[]> backup = GptBackup.of(disk, PartitionTable.of(disk));

            assertThat(backup).hasValueSatisfying(bytes -> assertThat(bytes).hasSize(17920));
            byte[] sgdisk = Files.readAllBytes(kept);
            assertThat(sgdisk).hasSameSizeAs(backup.orElseThrow());
            // From the primary header on: sgdisk computes the CHS fields of the protective MBR anew.
            assertThat(backup.orElseThrow()).endsWith(Arrays.copyOfRange(sgdisk, 512, sgdisk.length));
        }
    }

    @Test
    void disksWithoutATableHaveNoScript() {
        MemorySource blank = new MemorySource("blank", new byte[1 << 16]);

        assertThatThrownBy(() -> SfdiskScript.of(blank, PartitionTable.of(blank), "/dev/sda"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("neither a GPT nor an MBR");
    }
}
