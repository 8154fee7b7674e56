package org.p2vworkbench.disks.raid.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.claim.FormatContract;
import org.p2vworkbench.disks.raid.claim.Sample;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;
import org.p2vworkbench.fixtures.raid.bios.NvidiaWriter;

final class NvidiaFormatTest extends FormatContract {

    private static final int AT = (Sample.DISK_SECTORS - 2) * 512;
    private static final int CAPACITY = Sample.VOLUME_BYTES / 512;

    NvidiaFormatTest() {
        super(new NvidiaFormat(), "nvidia", Optional.of("nvidia_raid_member"));
    }

    @Override
    protected Optional<int[]> checked() {
        return Optional.of(new int[] {AT, AT + 120});
    }

    @Override
    protected List<Sample> samples() {
        byte[] content = Sample.content(4);
        SetWriter set = new SetWriter(content, Sample.CHUNK);
        return List.of(
                sample("RAID 0 of 3", RaidLevel.RAID0, "", 0x80, 3, set.raid0(3), content),
                sample("RAID 1", RaidLevel.RAID1, "", 0x81, 1, set.raid1(2), content),
                sample("RAID 0+1", RaidLevel.RAID10, "near=2", 0x8180, 2, set.raid10(4, 2, 1, false), content),
                sample("RAID 0+1 of 6", RaidLevel.RAID10, "near=2", 0x8180, 3, set.raid10(6, 2, 1, false), content),
                sample("RAID 5", RaidLevel.RAID5, "left-symmetric", 0x95, 3, set.raid5(4, 2), content),
                sample("old RAID 5", RaidLevel.RAID5, "left-asymmetric", 0x85, 2, set.raid5(3, 0), content));
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] disk = new MemberDisk(4)
                .tail(2, new NvidiaWriter(0x95, 3, 4, 6, 128, 0xfeedbeefL, 3, 0x100, 2).sector())
                .bytes();

        NvidiaRecord record = NvidiaRecord.read(new MemorySource("disk", disk)).orElseThrow();

        assertThat(record)
                .isEqualTo(new NvidiaRecord(
                        100,
                        3,
                        0xfeedbeefL,
                        "STRIPE   465.77G",
                        0x100,
                        NvidiaWriter.SIGNATURE,
                        3,
                        4,
                        6,
                        0x95,
                        128,
                        1234,
                        2,
                        true));
    }

    @Test
    void rebuildingMemberIsNotRead() throws IOException {
        Sample mirror = samples().get(1);
        List<byte[]> disks = List.of(
                disk(0x81, 0, 1, 2, 3, 0, 0, mirror.volume()),
                disk(0x81, 1, 1, 2, 3, 0x100, 0, new byte[Sample.VOLUME_BYTES]));

        RaidSet set = only(disks);

        assertThat(roles(set)).containsExactly(Role.ACTIVE, Role.REBUILDING);
        assertThat(read(set)).isEqualTo(mirror.volume());
    }

    @Test
    void unitBeyondTheWidthIsASpare() throws IOException {
        List<byte[]> disks = new ArrayList<>(samples().get(1).disks());
        disks.add(disk(0x81, 2, 1, 3, 0, 0, 0, new byte[512]));

        assertThat(roles(only(disks))).containsExactly(Role.ACTIVE, Role.ACTIVE, Role.SPARE);
    }

    @Test
    void degradedFlagOverACompleteSetIsDoubted() throws IOException {
        byte[] content = samples().get(1).volume();
        RaidSet set = only(List.of(disk(0x81, 0, 1, 2, 0, 0, 2, content), disk(0x81, 1, 1, 2, 0, 0, 2, content)));

        assertThat(set.confidence()).isLessThan(0.7);
        assertThat(set.findings().toString()).contains("degraded");
    }

    @Test
    void capacityTellsHowMuchOfADiskASpanUses() throws IOException {
        byte[] content = Sample.content(5);
        int used = Sample.DISK_SECTORS - 0x800;
        byte[] data = Arrays.copyOf(content, used * 512);
        List<byte[]> disks = Sample.disks(2, unit -> new MemberDisk(Sample.DISK_SECTORS)
                .data(0, data)
                .tail(2, new NvidiaWriter(0xff, unit, 1, 2, 0, 2L * used, 0, 0, 0).sector())
                .bytes());

        RaidSet set = only(disks);

        assertThat(set.level()).isEqualTo(RaidLevel.LINEAR);
        assertThat(set.sizeBytes()).isEqualTo(2L * used * 512);
        assertThat(set.confidence()).isGreaterThan(0.8);
    }

    private static Sample sample(
            String name, RaidLevel level, String layout, int type, int width, List<byte[]> data, byte[] content) {
        int count = data.size();
        List<byte[]> disks = Sample.disks(count, slot -> {
            int unit = type == 0x8180 ? slot / 2 + slot % 2 * width : slot;
            return disk(type, unit, width, count, 0, 0, 0, data.get(slot));
        });
        return new Sample(
                name,
                disks,
                content,
                level,
                layout,
                level == RaidLevel.RAID1 ? 0 : Sample.CHUNK,
                NvidiaWriter.SIGNATURE);
    }

    private static byte[] disk(
            int type, int unit, int width, int volumes, int job, int unitFlags, int flags, byte[] data) {
        NvidiaWriter record = new NvidiaWriter(type, unit, width, volumes, 16, CAPACITY, job, unitFlags, flags);
        return new MemberDisk(Sample.DISK_SECTORS)
                .data(0, data)
                .tail(2, record.sector())
                .bytes();
    }
}
