package org.p2vworkbench.disks.raid.jmicron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
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
import org.p2vworkbench.fixtures.raid.bios.JmicronWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;

final class JmicronFormatTest extends FormatContract {

    /** 2 sectors shifted by 3: 16. */
    private static final int BLOCK_SHIFT = 3;

    private static final int LAST = (Sample.DISK_SECTORS - 1) * 512;

    JmicronFormatTest() {
        super(new JmicronFormat(), "jmicron", Optional.of("jmicron_raid_member"));
    }

    @Override
    protected Optional<int[]> checked() {
        return Optional.of(new int[] {LAST, LAST + 128});
    }

    @Override
    protected List<Sample> samples() {
        byte[] content = Sample.content(2);
        SetWriter set = new SetWriter(content, Sample.CHUNK);
        return List.of(
                sample("RAID 0 of 4", RaidLevel.RAID0, "", 0, set.raid0(4), content),
                sample("RAID 1", RaidLevel.RAID1, "", 1, set.raid1(2), content),
                sample("RAID 0+1", RaidLevel.RAID10, "near=2", 2, set.raid10(4, 2, 1, false), content),
                sample("RAID 5", RaidLevel.RAID5, "left-asymmetric", 5, set.raid5(3, 0), content),
                sample("span", RaidLevel.LINEAR, "", 3, Sample.halves(content), content));
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] sector = new JmicronWriter(
                        5, 4, 0x53, 0x77, 0x0001_2345_6789L, "JRAID", 0x20, 0x90, new long[] {0x10, 0x20, 0x30})
                .sector();

        JmicronRecord record =
                JmicronRecord.read(new MemorySource("disk", sector)).orElseThrow();

        assertThat(record)
                .isEqualTo(new JmicronRecord(
                        1,
                        0x20,
                        0x77,
                        0x0001_2345_6789L,
                        "JRAID",
                        5,
                        4,
                        0x53,
                        List.of(0x90L, 0L),
                        List.of(0x10L, 0x21L, 0x32L),
                        true));
        assertThat(record.slot()).isEqualTo(1);
    }

    @Test
    void disputedBaseIsOfferedBothWays() throws IOException {
        byte[] content = Sample.content(3);
        List<byte[]> data = new SetWriter(content, Sample.CHUNK).raid0(2);
        List<byte[]> disks = Sample.disks(2, slot -> disk(0, 32, 2, slot, 0, data.get(slot)));

        RaidSet set = only(disks);

        assertThat(set.dataOffsetBytes()).isEqualTo(32 * 16 * 512);
        assertThat(read(set)).isEqualTo(content);
        assertThat(set.confidence()).isLessThan(0.9);
        assertThat(set.alternatives()).hasSize(1);
        assertThat(set.alternatives().get(0).dataOffsetBytes()).isEqualTo(32 * 512);
        assertThat(set.alternatives().get(0).confidence()).isLessThan(set.confidence());
    }

    @Test
    void spareIsNoMember() throws IOException {
        List<byte[]> disks = new ArrayList<>(samples().get(1).disks());
        disks.add(new MemberDisk(Sample.DISK_SECTORS)
                .tail(1, new JmicronWriter(1, BLOCK_SHIFT, 1, 0, 192, "JRAID", 0x90, 0x90, ids(2)).sector())
                .bytes());

        assertThat(roles(only(disks))).containsExactly(Role.ACTIVE, Role.ACTIVE, Role.SPARE);
    }

    @Test
    void memberWithoutTheMarkOfTheOthersIsBeingRebuilt() throws IOException {
        byte[] content = samples().get(1).volume();
        List<byte[]> disks = List.of(disk(1, 0, 2, 0, 4, content), disk(1, 0, 2, 1, 0, new byte[content.length]));

        RaidSet set = only(disks);

        assertThat(roles(set)).containsExactly(Role.ACTIVE, Role.REBUILDING);
        assertThat(read(set)).isEqualTo(content);
    }

    private static Sample sample(
            String name, RaidLevel level, String layout, int mode, List<byte[]> data, byte[] content) {
        int count = data.size();
        boolean chunked = level != RaidLevel.RAID1 && level != RaidLevel.LINEAR;
        int id = 0;
        for (int i = 0; i < count; i++) {
            id += (int) (ids(count)[i] | i) << i;
        }
        return new Sample(
                name,
                Sample.disks(count, slot -> disk(mode, 0, count, slot, 0, data.get(slot))),
                content,
                level,
                layout,
                chunked ? Sample.CHUNK : 0,
                "%08x".formatted(id));
    }

    private static byte[] disk(int mode, int base, int count, int slot, int flags, byte[] data) {
        JmicronWriter record = new JmicronWriter(
                mode, BLOCK_SHIFT, 1 | flags, base, data.length / 512, "JRAID", ids(count)[slot], 0x90, ids(count));
        return new MemberDisk(Sample.DISK_SECTORS)
                .data(base * 16, data)
                .tail(1, record.sector())
                .bytes();
    }

    private static long[] ids(int count) {
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = 0x0550_0010L + 0x100L * i;
        }
        return ids;
    }
}
