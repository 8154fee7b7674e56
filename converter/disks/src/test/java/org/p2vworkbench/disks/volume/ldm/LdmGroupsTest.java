package org.p2vworkbench.disks.volume.ldm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.volume.PhysicalVolumeAllocation;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumeState;
import org.p2vworkbench.fixtures.ldm.LdmDisk;

/** Groups of two small disks: what real images do not show, and what hostile ones may. */
final class LdmGroupsTest {

    private static final String GROUP = "11111111-2222-3333-4444-555555555555";
    private static final String VOLUME = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private static final byte[] DATA = new byte[100 * 512];

    static {
        new Random(4).nextBytes(DATA);
    }

    @Test
    void simpleVolumeIsReadFromItsPartition() throws IOException {
        VolumeGroup group = find(simple(0).data(10, DATA).bytes()).get(0);

        Volume volume = group.volumes().get(0);
        assertThat(group.name()).isEqualTo("TestDg0");
        assertThat(volume.name()).isEqualTo("Data (X:)");
        assertThat(volume.uuid()).isEqualTo(VOLUME);
        assertThat(volume.type()).isEqualTo("simple");
        assertThat(content(volume)).isEqualTo(DATA);
    }

    @Test
    void freeSectorsOfADiskNeedNoCopy() throws IOException {
        VolumeGroup group = find(simple(0).bytes()).get(0);

        List<Extent> used = new PhysicalVolumeAllocation(group, group.parts().get(0), volume -> Optional.empty())
                .used(0, LdmDisk.SECTORS * 512)
                .runs();

        assertThat(used)
                .containsExactly(
                        new Extent(0, 63 * 512, Extent.Kind.DATA),
                        new Extent(63 * 512, 10 * 512, Extent.Kind.ZERO),
                        new Extent(73 * 512, 100 * 512, Extent.Kind.DATA),
                        new Extent(173 * 512, (2048 - 173) * 512, Extent.Kind.ZERO),
                        new Extent(2048 * 512, 2048 * 512, Extent.Kind.DATA));
    }

    @Test
    void mirrorIsReadFromTheLegThatStayed() throws IOException {
        byte[] old = new byte[DATA.length];
        VolumeGroup group = find(
                        mirrored(0).sequence(5, 5).data(0, old).bytes(),
                        mirrored(1).sequence(8, 8).data(0, DATA).bytes())
                .get(0);

        Volume volume = group.volumes().get(0);
        assertThat(group.findings())
                .anyMatch(finding -> finding.contains("older database (change 5, the newest is 8)"));
        assertThat(volume.type()).isEqualTo("mirrored");
        assertThat(volume.state()).isEqualTo(VolumeState.DEGRADED);
        assertThat(content(volume)).isEqualTo(DATA);
    }

    @Test
    void changeUnderWayIsTold() throws IOException {
        assertThat(find(simple(0).sequence(8, 9).bytes()).get(0).findings())
                .anyMatch(finding -> finding.contains("change 9 pending behind 8"));
    }

    @Test
    void groupsAreToldApartByTheirIdentifiers() throws IOException {
        LdmDisk other = new LdmDisk(disk(1), GROUP.replace('1', '9')).disk(1, "Disk1", disk(1));

        assertThat(find(simple(0).bytes(), other.bytes())).hasSize(2);
    }

    @Test
    void leftoverHeaderOfABasicDiskIsNoGroup() throws IOException {
        byte[] image = simple(0).bytes();
        image[446 + 4] = 0x07;

        assertThat(find(image)).isEmpty();
    }

    @Test
    void partitionBeyondTheDiskIsRefused() throws IOException {
        Volume volume = find(one(0, 5000, 100).bytes()).get(0).volumes().get(0);

        assertThat(volume.state()).isEqualTo(VolumeState.FAILED);
        assertThat(volume.findings()).anyMatch(finding -> finding.contains("cut short"));
    }

    @Test
    void recordThatIsNotWholeIsToldWithTheDisk() throws IOException {
        byte[] image = simple(0).bytes();
        int secondSlotOfTheDisksRecord = (LdmDisk.DATABASE_AT + LdmDisk.VMDB_AT + 1) * 512 + 128;
        image[secondSlotOfTheDisksRecord + 8] = 0x7f;

        VolumeGroup group = find(image).get(0);

        assertThat(group.volumes()).isEmpty();
        assertThat(group.parts()).hasSize(1);
        assertThat(group.findings()).anyMatch(finding -> finding.contains("VBLK") && finding.contains("disk0 @ 0x"));
    }

    static LdmDisk simple(int number) {
        return one(number, 10, 100);
    }

    private static LdmDisk one(int number, int start, int sectors) {
        return new LdmDisk(disk(number), GROUP)
                .disk(number + 1, "Disk" + number, disk(number))
                .volume(10, "Data", false, 1, sectors, VOLUME, "X:")
                .component(20, 2, 1, 10, 0, 0)
                .partition(30, "Disk0-01", start, 0, sectors, 20, number + 1, 0);
    }

    static LdmDisk mirrored(int number) {
        return new LdmDisk(disk(number), GROUP)
                .disk(1, "Disk0", disk(0))
                .disk(2, "Disk1", disk(1))
                .volume(10, "Data", false, 2, 100, VOLUME, "")
                .component(20, 2, 1, 10, 0, 0)
                .component(21, 2, 1, 10, 0, 0)
                .partition(30, "Disk0-01", 0, 0, 100, 20, 1, 0)
                .partition(31, "Disk1-01", 0, 0, 100, 21, 2, 0);
    }

    static LdmDisk parity(int number) {
        return new LdmDisk(disk(number), GROUP)
                .disk(1, "Disk0", disk(0))
                .disk(2, "Disk1", disk(1))
                .volume(10, "Raid", true, 1, 128, VOLUME, "R:")
                .component(20, 3, 3, 10, 16, 3)
                .partition(30, "Disk0-01", 0, 0, 64, 20, 1, 0)
                .partition(31, "Disk1-01", 0, 0, 64, 20, 2, 1)
                .partition(32, "Disk1-02", 64, 0, 64, 20, 2, 2);
    }

    private static String disk(int number) {
        return "%08d-0000-0000-0000-000000000000".formatted(number + 1);
    }

    static List<VolumeGroup> find(byte[]... images) throws IOException {
        List<BlockSource> disks = new ArrayList<>();
        for (int i = 0; i < images.length; i++) {
            disks.add(new MemorySource("disk" + i, images[i]));
        }
        return new LdmGroups().find(disks);
    }

    private static byte[] content(Volume volume) throws IOException {
        ByteBuffer into = ByteBuffer.allocate((int) volume.sizeBytes());
        volume.bytes().orElseThrow().read(0, into);
        return into.array();
    }
}
