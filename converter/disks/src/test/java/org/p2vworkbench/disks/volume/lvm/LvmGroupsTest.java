package org.p2vworkbench.disks.volume.lvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.p2vworkbench.disks.volume.lvm.LvmSamples.EXTENT;
import static org.p2vworkbench.disks.volume.lvm.LvmSamples.PV_BYTES;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.UnpackedImage;
import org.p2vworkbench.disks.allocation.AllocationMap;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.volume.PhysicalVolumeAllocation;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumeState;
import org.p2vworkbench.fixtures.lvm.LvmPhysicalVolume;

final class LvmGroupsTest {

    private static final String LINEAR =
            LvmSamples.visible("data", LvmSamples.linear(0, 2, "pv0", 5), LvmSamples.linear(2, 1, "pv1", 0));

    @TempDir
    Path folder;

    @Test
    void groupOfTheReferenceDataHoldsItsFilesystems() throws IOException {
        VolumeGroup group =
                find(UnpackedImage.open("images/raw/lvm.raw.gz", folder)).get(0);

        assertThat(group.name()).isEqualTo("test_volume_group");
        assertThat(group.uuid()).isEqualTo("Lu8jtE-dBED-jxdl-bAXG-vmAA-Oh9y-KCiNMy");
        assertThat(group.findings()).isEmpty();
        assertThat(group.parts().get(0).uuid()).isEqualTo("V9N6H5-MXlo-JmEE-TLHs-KyAo-kLv5-JL0RY7");
        assertThat(group.parts().get(0).sizeBytes()).isEqualTo(20480 * 512);
        assertThat(group.volumes())
                .extracting(Volume::name, Volume::uuid, Volume::type, Volume::sizeBytes)
                .containsExactly(
                        tuple("test_logical_volume1", "EMfcGR-KAOf-VrvI-yqth-fmz0-Ylmx-xepAJq", "linear", 4L << 20),
                        tuple("test_logical_volume2", "UbmaM4-4OCn-m0mb-uw5D-kCjp-2hi1-M6kWCX", "linear", 4L << 20));
        assertThat(FilesystemSignature.of(group.volumes().get(0).bytes().orElseThrow()))
                .hasValueSatisfying(found -> assertThat(found.type()).isEqualTo("ext2"));
    }

    @Test
    void linearVolumeGoesOnWhereItsNextSegmentLies() throws IOException {
        byte[] filled = LvmSamples.random(1, 3);
        String text = LvmSamples.vg("vg-1", 3, 2, LINEAR);

        VolumeGroup group = find(
                        pv(1, "").data(0, Arrays.copyOfRange(filled, 2 * EXTENT, 3 * EXTENT)),
                        pv(0, text).data(5 * EXTENT, Arrays.copyOf(filled, 2 * EXTENT)))
                .get(0);

        assertThat(group.findings()).isEmpty();
        assertThat(content(only(group))).isEqualTo(filled);
        assertThat(only(group).type()).isEqualTo("linear");
    }

    @Test
    void textThatRunsPastTheRingsEndGoesOnAtItsStart() throws IOException {
        LvmPhysicalVolume pv = new LvmPhysicalVolume(LvmSamples.pvId(0), PV_BYTES)
                .areaOf(4096)
                .text(LvmSamples.vg("vg-1", 3, 1, LvmSamples.visible("data", LvmSamples.linear(0, 1, "pv0", 0))), 4096);

        assertThat(only(find(pv).get(0)).state()).isEqualTo(VolumeState.OPTIMAL);
    }

    @Test
    void highestSequenceNumberCounts() throws IOException {
        VolumeGroup group = find(pv(0, LvmSamples.vg("vg-1", 3, 2)), pv(1, LvmSamples.vg("vg-1", 4, 2, LINEAR)))
                .get(0);

        assertThat(only(group).name()).isEqualTo("data");
        assertThat(group.findings())
                .anyMatch(finding -> finding.contains("disk0 holds an older description") && finding.contains("3"));
    }

    @Test
    void ignoredAreaIsNotRead() throws IOException {
        assertThat(find(pv(0, LvmSamples.vg("vg-1", 3, 1)).ignored())).isEmpty();
    }

    @Test
    void groupsOfOneNameAreToldApartByTheirIds() throws IOException {
        String other = LvmSamples.vg("vg-2", 9, 1).replace(LvmSamples.pvId(0), LvmSamples.pvId(7));

        List<VolumeGroup> groups = find(pv(0, LvmSamples.vg("vg-1", 3, 1)), pv(7, other));

        assertThat(groups).extracting(VolumeGroup::name).containsExactly("vg", "vg");
        assertThat(groups).extracting(VolumeGroup::uuid).containsExactly("vg-1", "vg-2");
    }

    @Test
    void copiesOfAPhysicalVolumeAreShownAndNoneIsChosen() throws IOException {
        String text = LvmSamples.vg("vg-1", 3, 2, LINEAR);
        BlockSource clone = new MemorySource("clone", pv(1, "").bytes());

        VolumeGroup group = new LvmGroups()
                .find(List.of(source(0, pv(0, text)), source(1, pv(1, "")), clone))
                .get(0);

        assertThat(group.findings()).anyMatch(finding -> finding.contains("disk1, clone all say"));
        assertThat(group.parts().get(1).missing()).isTrue();
        assertThat(only(group).state()).isEqualTo(VolumeState.FAILED);
    }

    @Test
    void missingPhysicalVolumeIsNamedWithWhereItWasLastSeen() throws IOException {
        VolumeGroup group = find(pv(0, LvmSamples.vg("vg-1", 3, 2, LINEAR))).get(0);

        assertThat(group.parts().get(1).missing()).isTrue();
        assertThat(only(group).bytes()).isEmpty();
        assertThat(only(group).findings()).anyMatch(finding -> finding.contains("/dev/sdb"));
    }

    @Test
    void physicalVolumeThatTheGroupWentOnWithoutIsNotRead() throws IOException {
        String text = LvmSamples.vg("vg-1", 3, 2, LINEAR)
                .replace("\"/dev/sdb\" flags = []", "\"/dev/sdb\" flags = [\"MISSING\"]");

        VolumeGroup group = find(pv(0, text), pv(1, "")).get(0);

        assertThat(only(group).state()).isEqualTo(VolumeState.FAILED);
        assertThat(group.findings()).anyMatch(finding -> finding.contains("--restoremissing"));
    }

    @Test
    void descriptionThatLeadsRoundInACircleIsRefused() throws IOException {
        String text = LvmSamples.vg(
                "vg-1",
                3,
                1,
                LvmSamples.visible("one", LvmSamples.linear(0, 1, "two", 0)),
                LvmSamples.visible("two", LvmSamples.linear(0, 1, "one", 0)));

        for (Volume volume : find(pv(0, text)).get(0).volumes()) {
            assertThat(volume.state()).isEqualTo(VolumeState.FAILED);
            assertThat(volume.findings().get(0)).contains("circle");
        }
    }

    @Test
    void extentsBeyondThePhysicalVolumeAreRefused() throws IOException {
        String text = LvmSamples.vg("vg-1", 3, 1, LvmSamples.visible("data", LvmSamples.linear(0, 2, "pv0", 31)));

        assertThat(only(find(pv(0, text)).get(0)).findings().get(0)).contains("pv0, which has 32");
    }

    @Test
    void everyWrongBitOfATextIsNoticed() throws IOException {
        byte[] image = pv(0, LvmSamples.vg("vg-1", 3, 1)).bytes();
        for (int at = LvmPhysicalVolume.AREA_AT; at < LvmPhysicalVolume.AREA_AT + 600; at += 7) {
            byte[] damaged = image.clone();
            damaged[at] ^= 1;

            List<VolumeGroup> groups = new LvmGroups().find(List.of(new MemorySource("disk0", damaged)));

            assertThat(groups).as("bit 0 of byte %d", at).hasSize(1);
            assertThat(groups.get(0).volumes()).isEmpty();
            assertThat(groups.get(0).findings()).anyMatch(finding -> finding.contains("disk0 @ 0x1"));
        }
    }

    @Test
    void imageThatTheKernelGaveUpOnIsNotRead() throws IOException {
        byte[] good = LvmSamples.random(2, 3);
        byte[] old = LvmSamples.random(3, 3);
        String text = LvmSamples.vg(
                "vg-1",
                3,
                2,
                LvmSamples.visible(
                        "safe", LvmSamples.raid("raid1", 3, "region_size = 4096", "\"m0\", \"i0\", \"m1\", \"i1\"", 2)),
                LvmSamples.hidden("m0", LvmSamples.linear(0, 1, "pv0", 0)),
                LvmSamples.hidden("i0", LvmSamples.linear(0, 3, "pv0", 1)),
                LvmSamples.hidden("m1", LvmSamples.linear(0, 1, "pv1", 0)),
                LvmSamples.hidden("i1", LvmSamples.linear(0, 3, "pv1", 1)));

        Volume volume = find(
                        pv(0, text).data(0, superblock(0, 9, 0)).data(EXTENT, old),
                        pv(1, "").data(0, superblock(1, 10, 1)).data(EXTENT, good))
                .get(0)
                .volumes()
                .get(0);

        assertThat(volume.state()).isEqualTo(VolumeState.DEGRADED);
        assertThat(volume.findings()).anyMatch(finding -> finding.contains("marked failed"));
        assertThat(content(volume)).isEqualTo(good);
    }

    @Test
    void originOfASnapshotIsReadAndTheSnapshotNamed() throws IOException {
        String text = LvmSamples.vg(
                "vg-1",
                3,
                1,
                LvmSamples.visible("data", LvmSamples.linear(0, 3, "pv0", 0)),
                LvmSamples.hidden("frozen", LvmSamples.linear(0, 1, "pv0", 3)),
                LvmSamples.visible(
                        "snapshot0",
                        "start_extent = 0\nextent_count = 3\ntype = \"snapshot\"\n"
                                + "chunk_size = 8\norigin = \"data\"\ncow_store = \"frozen\""));

        VolumeGroup group = find(pv(0, text)).get(0);

        assertThat(group.volumes())
                .extracting(Volume::name, Volume::type, Volume::state, Volume::sizeBytes)
                .containsExactly(
                        tuple("data", "linear", VolumeState.OPTIMAL, 3L * EXTENT),
                        tuple("frozen", "snapshot", VolumeState.UNSUPPORTED, 3L * EXTENT));
        assertThat(used(group, 0, whole -> Extents.allZero(0, whole))
                        .runs()
                        .get(0)
                        .isZero())
                .as("the snapshot needs what its origin's filesystem has given up")
                .isFalse();
    }

    /** Of two volumes only the first chunk is in use: 8 KiB each, striped and linear. */
    @Test
    void allocationIsLedBackToThePhysicalVolume() throws IOException {
        String text = LvmSamples.vg(
                "vg-1",
                3,
                2,
                LvmSamples.visible("striped", LvmSamples.striped(0, 2, 16, "\"pv0\", 0, \"pv1\", 4")),
                LvmSamples.visible("plain", LvmSamples.linear(0, 1, "pv0", 1)));
        VolumeGroup group = find(pv(0, text), pv(1, "")).get(0);

        Extents first = used(group, 0, size -> firstBytes(12 << 10, size));
        Extents second = used(group, 1, size -> firstBytes(12 << 10, size));

        int data = LvmPhysicalVolume.DATA_AT;
        assertThat(first.runs())
                .containsExactly(
                        new Extent(0, data + 8192, Extent.Kind.DATA),
                        new Extent(data + 8192, EXTENT - 8192, Extent.Kind.ZERO),
                        new Extent(data + EXTENT, 12 << 10, Extent.Kind.DATA),
                        new Extent(
                                data + EXTENT + (12 << 10), PV_BYTES - data - EXTENT - (12 << 10), Extent.Kind.ZERO));
        assertThat(second.runs())
                .containsExactly(
                        new Extent(0, data, Extent.Kind.DATA),
                        new Extent(data, 4 * EXTENT, Extent.Kind.ZERO),
                        new Extent(data + 4 * EXTENT, 4096, Extent.Kind.DATA),
                        new Extent(data + 4 * EXTENT + 4096, PV_BYTES - data - 4 * EXTENT - 4096, Extent.Kind.ZERO));
    }

    @Test
    void volumesWithoutAMapAreInUseWholly() throws IOException {
        VolumeGroup group =
                find(pv(0, LvmSamples.vg("vg-1", 3, 2, LINEAR)), pv(1, "")).get(0);

        Extents used =
                new PhysicalVolumeAllocation(group, group.parts().get(0), volume -> Optional.empty()).used(0, PV_BYTES);

        assertThat(used.dataBytes()).isEqualTo(LvmPhysicalVolume.DATA_AT + 2 * EXTENT);
    }

    private interface Use {
        Extents of(long sizeBytes);
    }

    private static Extents firstBytes(long used, long size) {
        return new Extents.Builder(0)
                .add(used, Extent.Kind.DATA)
                .add(size - used, Extent.Kind.ZERO)
                .build();
    }

    private static Extents used(VolumeGroup group, int part, Use use) throws IOException {
        return new PhysicalVolumeAllocation(
                        group, group.parts().get(part), volume -> Optional.of(window(use.of(volume.sizeBytes()))))
                .used(0, PV_BYTES);
    }

    private static AllocationMap window(Extents whole) {
        return (from, to) -> {
            Extents.Builder runs = new Extents.Builder(from);
            for (Extent run : whole) {
                long end = Math.min(to, run.end());
                runs.add(Math.max(0, end - Math.max(runs.end(), run.offset())), run.kind());
            }
            return runs.build();
        };
    }

    private static byte[] superblock(int position, long events, long failed) {
        return ByteBuffer.allocate(512)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, 0x64526d44)
                .putInt(8, 2)
                .putInt(12, position)
                .putLong(16, events)
                .putLong(24, failed)
                .putLong(32, -1)
                .putLong(40, -1)
                .array();
    }

    private static LvmPhysicalVolume pv(int number, String text) {
        LvmPhysicalVolume pv = new LvmPhysicalVolume(LvmSamples.pvId(number), PV_BYTES);
        return text.isEmpty() ? pv : pv.text(text);
    }

    private static BlockSource source(int number, LvmPhysicalVolume pv) {
        return new MemorySource("disk" + number, pv.bytes());
    }

    private static List<VolumeGroup> find(LvmPhysicalVolume... pvs) throws IOException {
        BlockSource[] sources = new BlockSource[pvs.length];
        for (int i = 0; i < pvs.length; i++) {
            sources[i] = source(i, pvs[i]);
        }
        return find(sources);
    }

    private static List<VolumeGroup> find(BlockSource... sources) throws IOException {
        return new LvmGroups().find(List.of(sources));
    }

    private static Volume only(VolumeGroup group) {
        assertThat(group.volumes()).hasSize(1);
        return group.volumes().get(0);
    }

    private static byte[] content(Volume volume) throws IOException {
        ByteBuffer into = ByteBuffer.allocate((int) volume.sizeBytes());
        volume.bytes().orElseThrow().read(0, into);
        return into.array();
    }
}
