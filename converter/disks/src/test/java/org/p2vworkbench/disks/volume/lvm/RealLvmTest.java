package org.p2vworkbench.disks.volume.lvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.raid.MirroredVolume;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumeState;

/** Volumes that lvm itself made and filled, read without it: byte for byte, also with physical volumes missing. */
@Tag("slow")
final class RealLvmTest {

    private static final int DISKS = 8;
    private static final List<String> REDUNDANT = RealLvmSets.VOLUMES.keySet().stream()
            .filter(name -> name.startsWith("raid") && !name.startsWith("raid0") || name.equals("mirror"))
            .toList();

    @Test
    void everyVolumeReadsAsItWasFilled() throws IOException {
        VolumeGroup group = group(List.of());

        assertThat(group.name()).isEqualTo("vgone");
        assertThat(group.findings()).isEmpty();
        for (String name : RealLvmSets.VOLUMES.keySet()) {
            Volume volume = volume(group, name);
            assertThat(volume.state()).as("%s %s", name, volume.findings()).isEqualTo(VolumeState.OPTIMAL);
            assertThat(volume.findings()).as(name).isEmpty();
            assertThat(volume.internal()).isFalse();
            assertFilled("vgone", volume);
        }
    }

    @Test
    void thinVolumesAndSnapshotsAreNamed() throws IOException {
        VolumeGroup group = group(List.of());

        assertThat(volume(group, "thin").type()).isEqualTo("thin");
        assertThat(volume(group, "thin").state()).isEqualTo(VolumeState.UNSUPPORTED);
        assertThat(volume(group, "thin").findings().get(0)).contains("agent on the running machine");
        assertThat(volume(group, "frozen").type()).isEqualTo("snapshot");
        assertThat(volume(group, "frozen").state()).isEqualTo(VolumeState.UNSUPPORTED);
        assertThat(volume(group, "pool").internal()).isTrue();
        assertThat(group.volumes()).extracting(Volume::name).doesNotContain("snapshot0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void redundantVolumesDoWithoutAnyOneDisk(int missing) throws IOException {
        VolumeGroup group = group(List.of(missing));

        assertThat(group.findings()).anyMatch(finding -> finding.contains("is not among the disks"));
        for (String name : RealLvmSets.VOLUMES.keySet()) {
            Volume volume = volume(group, name);
            if (REDUNDANT.contains(name)) {
                assertThat(volume.bytes()).as("%s %s", name, volume.findings()).isPresent();
            }
            if (volume.bytes().isPresent()) {
                assertFilled("vgone", volume);
            } else {
                assertThat(volume.state()).isEqualTo(VolumeState.FAILED);
                assertThat(volume.findings()).anyMatch(finding -> finding.contains("is not there"));
            }
        }
    }

    @Test
    void doubleParityDoesWithoutAnyTwoDisks() throws IOException {
        for (int one = 0; one < DISKS; one++) {
            for (int other = one + 1; other < DISKS; other++) {
                VolumeGroup group = group(List.of(one, other));
                for (String name : RealLvmSets.VOLUMES.keySet()) {
                    if (name.startsWith("raid6")) {
                        assertFilled("vgone", volume(group, name));
                    }
                }
            }
        }
    }

    @Test
    void groupOnRaidAndPartitionIsRead() throws IOException {
        RawFile member = RawFile.open(RealLvmSets.disk(8));
        RawFile divided = RawFile.open(RealLvmSets.disk(10));
        // The superblock's own words: data offset at 128, size at 136, in sectors.
        ByteBuffer superblock = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        member.read(4096 + 128, superblock);
        long at = superblock.getLong(0) * 512;
        BlockSource data = new Slice("md data", member, at, superblock.getLong(8) * 512);
        BlockSource array = new MirroredVolume("md0", List.of(Optional.empty(), Optional.of(data)), data.size());
        BlockSource partition = PartitionTable.of(divided).partitions().get(0).in(divided);

        List<VolumeGroup> groups = new LvmGroups().find(List.of(divided, partition, array));

        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).findings()).isEmpty();
        assertFilled("vgtwo", volume(groups.get(0), "spans"));
    }

    private static VolumeGroup group(List<Integer> missing) throws IOException {
        List<BlockSource> disks = new ArrayList<>();
        for (int i = DISKS - 1; i >= 0; i--) {
            if (!missing.contains(i)) {
                disks.add(RawFile.open(RealLvmSets.disk(i)));
            }
        }
        List<VolumeGroup> groups = new LvmGroups().find(disks);
        assertThat(groups).hasSize(1);
        return groups.get(0);
    }

    private static Volume volume(VolumeGroup group, String name) {
        return group.volumes().stream()
                .filter(volume -> volume.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertFilled(String group, Volume volume) throws IOException {
        BlockSource bytes = volume.bytes().orElseThrow();
        assertThat(bytes.size()).isEqualTo(volume.sizeBytes());
        int length = (int) Math.min(bytes.size(), 80 << 20);
        ByteBuffer into = ByteBuffer.allocate(length);
        bytes.read(0, into);
        assertThat(Arrays.mismatch(into.array(), RealLvmSets.pattern(group + "/" + volume.name(), length)))
                .as("first byte of %s that is not as it was filled", volume.name())
                .isEqualTo(-1);
    }
}
