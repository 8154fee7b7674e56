package org.p2vworkbench.disks.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.UnpackedImage;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.Table;

/** Disks partitioned by others, and what sfdisk and the reference data's README say of them. */
final class PartitionTableCrossCheckTest {

    private static final UUID LINUX = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");
    private static final Pattern SFDISK_LINE =
            Pattern.compile("(\\d+) : start= *(\\d+), size= *(\\d+), type=([0-9A-Fa-f-]+)");

    @TempDir
    Path folder;

    /** Partitions as number:start+sectors:type. */
    @ParameterizedTest
    @CsvSource({
        "images/raw/mbr.raw.gz, MBR, df7c7c37, 1:1+129:0x83 2:130+8062:0x05 5:131+129:0x83",
        "images/raw/gpt.raw.gz, GPT, e86e657a-d840-4c09-afe3-a1a5f665cf44, "
                + "1:2048+128:0fc63daf-8483-4772-8e79-3d69d8477de4 2:4096+128:0fc63daf-8483-4772-8e79-3d69d8477de4",
        "images/raw/blkid-pt-gpt.img.xz, GPT, dd27f98d-7519-4c9e-8041-f2bfa7b1ef61, "
                + "1:34+2014:ebd0a0a2-b9e5-4433-87c0-68b6b72699c7 2:2048+2048:ebd0a0a2-b9e5-4433-87c0-68b6b72699c7 "
                + "3:4096+2048:ebd0a0a2-b9e5-4433-87c0-68b6b72699c7 4:6144+2048:ebd0a0a2-b9e5-4433-87c0-68b6b72699c7 "
                + "5:8192+2048:ebd0a0a2-b9e5-4433-87c0-68b6b72699c7",
        "images/raw/blkid-pt-dos+bsd.img.xz, MBR, 8f8378c0, "
                + "1:32+7648:0x83 2:7680+8704:0xa5 5:7936+4864:bsd:7 6:12544+3584:bsd:7",
        // The slice of the disk above on its own: blkid counts from the lost disk's start, here it is the image's.
        "images/raw/blkid-pt-bsd.img.xz, BSD, '', 1:256+4864:bsd:7 2:4864+3584:bsd:7",
        "images/raw/cs_single_volume.raw.gz, NONE, '', ",
        "images/raw/ext4.raw.gz, NONE, '', ",
        "images/raw/ntfs.raw.gz, NONE, '', ",
        "images/raw/xfs.raw.gz, NONE, '', ",
        "images/raw/lvm.raw.gz, NONE, '', ",
        "images/raw/luks1.raw.gz, NONE, '', ",
        "images/raw/ext2.splitraw.000.gz, NONE, '', ",
        "raid/blkid-bitlocker-win7.img.xz, NONE, '', ",
        "raid/blkid-ntfs.img.xz, NONE, '', ",
    })
    void referenceDiskReadsAsItsReadmeSays(String image, PartitionTable.Kind kind, String id, String partitions)
            throws IOException {
        try (RawFile disk = UnpackedImage.open(image, folder)) {
            PartitionTable table = PartitionTable.of(disk);

            assertThat(table.kind()).isEqualTo(kind);
            assertThat(table.id()).isEqualTo(id);
            assertThat(String.join(" ", listed(table))).isEqualTo(partitions == null ? "" : partitions);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "images/raw/mbr.raw.gz",
        "images/raw/gpt.raw.gz",
        "images/raw/blkid-pt-gpt.img.xz",
        "raid/ldm/ldm-2003r2-simple-1.img.xz",
        "raid/ldm/ldm-2003r2-raid5-2.img.xz",
    })
    void referenceDiskReadsAsSfdiskReadsIt(String image) throws IOException {
        agreesWithSfdisk(UnpackedImage.file(image, folder));
    }

    @Test
    void ourDisksReadAsSfdiskReadsThem() throws IOException {
        Table mbr = new Mbr(7)
                .primary(0x07, true, 63, 1000)
                .primary(0x82, false, 1100, 1000)
                .logical(0x83, 4000, 2000)
                .logical(0x8e, 6100, 1900)
                .logical(0xfd, 9000, 100);
        Table gpt = new Gpt(LINUX, 512)
                .partition(LINUX, UUID.randomUUID(), 40, 99, 0, "a")
                .partition(LINUX, UUID.randomUUID(), 1000, 1999, 4, "b");

        agreesWithSfdisk(new DiskBuilder(8 << 20).table(mbr).writeTo(folder.resolve("mbr.raw")));
        agreesWithSfdisk(new DiskBuilder(8 << 20).table(gpt).writeTo(folder.resolve("gpt.raw")));
    }

    private static void agreesWithSfdisk(Path raw) throws IOException {
        assumeTrue(OutsideTool.named("sfdisk").isInstalled(), "sfdisk is not installed: tables are not cross-checked");
        List<String> theirs = new ArrayList<>();
        for (String line : OutsideTool.named("sfdisk").run("-d", raw).lines().toList()) {
            Matcher partition = SFDISK_LINE.matcher(line);
            if (line.startsWith(raw.toString()) && partition.find(raw.toString().length())) {
                theirs.add("%s:%s+%s:%s"
                        .formatted(
                                partition.group(1), partition.group(2), partition.group(3), type(partition.group(4))));
            }
        }
        try (RawFile disk = RawFile.open(raw)) {
            assertThat(listed(PartitionTable.of(disk))).isNotEmpty().isEqualTo(theirs);
        }
    }

    private static String type(String sfdisk) {
        return sfdisk.length() > 2 ? sfdisk.toLowerCase(Locale.ROOT) : "0x%02x".formatted(Integer.parseInt(sfdisk, 16));
    }

    private static List<String> listed(PartitionTable table) {
        return table.partitions().stream()
                .map(partition -> "%d:%d+%d:%s"
                        .formatted(
                                partition.number(),
                                partition.startBytes() / table.sectorBytes(),
                                partition.lengthBytes() / table.sectorBytes(),
                                partition.type()))
                .toList();
    }
}
