package org.p2vworkbench.converter.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.SwapArea;
import org.p2vworkbench.fixtures.disk.Table;
import org.p2vworkbench.fixtures.lvm.LvmPhysicalVolume;

/** What becomes of what lies on disks, decided before anything is written. */
class PlanSetTest {

    private static final int MIB = 1 << 20;
    private static final UUID SWAP = UUID.fromString("5a5a5a5a-1111-2222-3333-444455556666");
    private static final UUID LINUX = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");
    private static final String PV_ID = "pvuuid-aaaa-bbbb-cccc-dddd-eeee-ffff00";
    private static final int EXTENTS = 32;
    private static final int PV_BYTES = MIB + EXTENTS * (64 << 10);

    @TempDir
    private Path folder;

    private SetPlan plan(DiskBuilder... disks) throws IOException {
        SetDisk[] opened = new SetDisk[disks.length];
        for (int i = 0; i < disks.length; i++) {
            Path raw = disks[i].writeTo(folder.resolve("disk" + i + ".raw"));
            opened[i] = new SetDisk("disk" + i, RawFile.open(raw), Optional.empty(), 0);
        }
        return PlanSet.of(List.of(opened));
    }

    private static DiskBuilder disk(Table table) {
        return new DiskBuilder(16 * MIB).table(table);
    }

    private static byte[] physicalVolume(String... volumes) {
        StringBuilder text = new StringBuilder("vg0 {\nid = \"vgvgvg-aaaa-bbbb-cccc-dddd-eeee-ffffff\"\nseqno = 1\n");
        text.append("format = \"lvm2\"\nstatus = [\"RESIZEABLE\", \"READ\"]\nflags = []\nextent_size = 128\n");
        text.append(
                "physical_volumes {\npv0 { id = \"%s\" device = \"/dev/sda1\" flags = [] dev_size = %d pe_start = 2048"
                        .formatted(PV_ID, PV_BYTES / 512));
        text.append(" pe_count = %d }\n}\nlogical_volumes {\n".formatted(EXTENTS));
        text.append(String.join("", volumes)).append("}\n}\ncontents = \"Text Format Volume Group\"\nversion = 1\n");
        return new LvmPhysicalVolume(PV_ID, PV_BYTES)
                .text(text.toString())
                .data(10 * (64 << 10), SwapArea.header(8 * (64 << 10), SWAP, "lvswap"))
                .bytes();
    }

    private static String volume(String name, int extent) {
        return ("%s {\nid = \"lv-%s\"\nstatus = [\"READ\", \"VISIBLE\"]\nsegment1 {\nstart_extent = 0\nextent_count = 8\n"
                        + "type = \"striped\"\nstripe_count = 1\nstripes = [\"pv0\", %d]\n}\n}\n")
                .formatted(name, name, extent);
    }

    private static String text(Map<String, byte[]> papers, String name) {
        return new String(papers.get(name), StandardCharsets.UTF_8);
    }

    @Test
    void groupOfPlainVolumesIsMadeAnew() throws IOException {
        byte[] member = physicalVolume(volume("root", 0), volume("swap", 10));

        SetPlan plan =
                plan(disk(new Mbr(1).primary(0x8e, false, 2048, PV_BYTES / 512)).content(MIB, member));

        Map<String, byte[]> papers = PaperFiles.of(plan);
        assertThat(text(papers, "parts")).isEqualTo("sda1\n");
        assertThat(text(papers, "lvm_vg_dev.list")).isEqualTo("vg0 /dev/sda1 " + PV_ID + "\n");
        assertThat(text(papers, "lvm_logv.list"))
                .isEqualTo("/dev/vg0/root  data\n/dev/vg0/swap  Linux swap file, version 1\n");
        assertThat(text(papers, "lvm_vg0.conf"))
                .startsWith("vg0 {")
                .contains("contents = ")
                .doesNotContain("\0");
        assertThat(text(papers, "swappt-vg0-swap.info")).isEqualTo("UUID=\"" + SWAP + "\"\nLABEL=\"lvswap\"\n");
        assertThat(plan.pieces()).extracting(Piece::device).containsExactly("vg0-root");
        assertThat(plan.pieces().get(0).path()).isEqualTo("/dev/vg0/root");
    }

    @Test
    void groupWhoseNamesClonezillaWouldMixUpIsSavedByItsPartitions() throws IOException {
        byte[] member = physicalVolume(volume("root", 0), volume("root.old", 10));

        SetPlan plan =
                plan(disk(new Mbr(1).primary(0x8e, false, 2048, PV_BYTES / 512)).content(MIB, member));

        assertThat(plan.groups()).isEmpty();
        assertThat(plan.pieces()).extracting(Piece::device, Piece::program).containsExactly(tuple("sda1", "dd"));
        assertThat(plan.warnings()).anySatisfy(warning -> assertThat(warning).contains("root.old"));
        assertThat(PaperFiles.of(plan)).doesNotContainKey("lvm_vg_dev.list");
    }

    @Test
    void swapIsMadeAnewWhereClonezillaWouldFindIt() throws IOException {
        byte[] area = SwapArea.header(MIB, SWAP, "it's swap");
        SetPlan mbr = plan(disk(new Mbr(1).primary(0x82, false, 2048, 2048).primary(0x83, false, 8192, 2048))
                .content(MIB, area)
                .content(4 * MIB, area));

        assertThat(mbr.swaps()).containsExactly(new PlannedSwap("sda1", "/dev/sda1", MIB, SWAP.toString(), ""));
        assertThat(mbr.pieces()).extracting(Piece::device).containsExactly("sda2");
        assertThat(mbr.warnings()).anySatisfy(warning -> assertThat(warning).contains("label"));
        assertThat(text(PaperFiles.of(mbr), "sda-pt.parted").lines().filter(line -> line.contains("linux-swap")))
                .hasSize(1);

        SetPlan gpt = plan(disk(new Gpt(LINUX, 512).partition(LINUX, LINUX, 2048, 4095, 0, "x"))
                .content(MIB, area));
        assertThat(gpt.swaps()).hasSize(1);
        assertThat(text(PaperFiles.of(gpt), "sda-pt.parted")).contains("linux-swap(v1)");
    }

    @Test
    void gptPapersHaveTheSizesThatClonezillaReads() throws IOException {
        Map<String, byte[]> papers =
                PaperFiles.of(plan(disk(new Gpt(LINUX, 512).partition(LINUX, LINUX, 2048, 4095, 0, "x"))));

        byte[] raw = Files.readAllBytes(folder.resolve("disk0.raw"));
        assertThat(papers.get("sda-mbr")).hasSize(512);
        assertThat(papers.get("sda-gpt-1st")).hasSize(17408);
        assertThat(raw).startsWith(papers.get("sda-gpt-1st")).endsWith(papers.get("sda-gpt-2nd"));
        assertThat(papers.get("sda-gpt-2nd")).hasSize(16384);
        assertThat(new String(papers.get("sda-gpt-2nd"), 0x3e00, 8, StandardCharsets.US_ASCII))
                .isEqualTo("EFI PART");
        assertThat(papers.get("sda-gpt.gdisk")).hasSize(17920);
        assertThat(papers).doesNotContainKey("sda1-ebr");
    }

    @Test
    void extendedPartitionHasItsFirstSectorAndNoImage() throws IOException {
        SetPlan plan = plan(disk(new Mbr(1).primary(0x83, true, 2048, 2048).logical(0x83, 8192, 4096)));

        Map<String, byte[]> papers = PaperFiles.of(plan);
        assertThat(text(papers, "parts")).isEqualTo("sda1 sda5\n");
        assertThat(papers.keySet()).anyMatch(name -> name.matches("sda[2-4]-ebr"));
    }

    @Test
    void blankDiskIsLeftOutAndSaid() throws IOException {
        SetPlan plan = plan(disk(new Mbr(1).primary(0x83, true, 2048, 2048)), new DiskBuilder(4 * MIB));

        assertThat(plan.disks()).hasSize(1);
        assertThat(plan.warnings()).containsExactly("disk1 is blank and is left out.");
    }

    @Test
    void whatClonezillaCannotPutBackIsRefused() {
        assertThatThrownBy(() -> plan(disk(new Mbr(1).primary(0x42, true, 2048, 2048))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("dynamic disk");
        assertThatThrownBy(() -> plan(new DiskBuilder(4 * MIB).content(0, SwapArea.header(4 * MIB, SWAP, ""))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no partition table");
        assertThatThrownBy(() -> plan(disk(new Mbr(1).primary(0x83, true, 2048, 1 << 20))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("cut short");
        assertThatThrownBy(() -> PlanSet.of(
                        List.of(new SetDisk("empty", new MemorySource("empty", new byte[MIB]), Optional.empty(), 0))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("nothing at all");
    }

    @Test
    void disksAreNamedAsTheKernelCounts() {
        assertThat(DeviceNames.disk(0)).isEqualTo("sda");
        assertThat(DeviceNames.disk(25)).isEqualTo("sdz");
        assertThat(DeviceNames.disk(26)).isEqualTo("sdaa");
        assertThat(DeviceNames.disk(701)).isEqualTo("sdzz");
        assertThat(DeviceNames.disk(702)).isEqualTo("sdaaa");
    }
}
