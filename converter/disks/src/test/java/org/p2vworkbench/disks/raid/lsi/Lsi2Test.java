package org.p2vworkbench.disks.raid.lsi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.claim.FormatContract;
import org.p2vworkbench.disks.raid.claim.Sample;
import org.p2vworkbench.disks.raid.lsi.Lsi2Record.Slot;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.bios.LsiWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;

final class Lsi2Test extends FormatContract {

    private static final int TOTAL = Sample.VOLUME_BYTES / 512;

    Lsi2Test() {
        super(new LsiFormat(), "lsi", Optional.of("lsi_mega_raid_member"));
    }

    @Override
    protected Optional<int[]> checked() {
        return Optional.empty();
    }

    @Override
    protected List<Sample> samples() {
        byte[] content = Sample.content(22);
        SetWriter set = new SetWriter(content, Sample.CHUNK);
        return List.of(
                sample("RAID 0", RaidLevel.RAID0, "", 1, 2, set.raid0(2), content),
                sample("RAID 1", RaidLevel.RAID1, "", 2, 1, set.raid1(2), content),
                sample("RAID 10", RaidLevel.RAID10, "near=2", 3, 2, set.raid10(4, 2, 1, false), content));
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] sector = new LsiWriter(3, 2, 4, 5, 64, 0x11223344, 1).sector();

        Lsi2Record record = Lsi2Record.read(new MemorySource("disk", sector)).orElseThrow();

        assertThat(record)
                .isEqualTo(new Lsi2Record(
                        3,
                        64,
                        5,
                        4,
                        true,
                        0x11223344,
                        2,
                        0,
                        0x0a0b0c0d,
                        List.of(
                                new Slot(0x00, 4096, false),
                                new Slot(0x01, 4096, true),
                                new Slot(0x10, 4096, false),
                                new Slot(0x11, 4096, false))));
    }

    @Test
    void diskThatTheOthersCallGoneIsNotRead() throws IOException {
        byte[] content = Sample.content(23);
        RaidSet set = only(List.of(
                disk(new LsiWriter(2, 0, 2, 1, 0, TOTAL, 1), content),
                disk(new LsiWriter(2, 1, 2, 1, 0, TOTAL, -1), new byte[content.length])));

        assertThat(roles(set)).containsExactly(Role.ACTIVE, Role.FAILED);
        assertThat(read(set)).isEqualTo(content);
        assertThat(set.findings().toString()).contains("degraded");
    }

    private static Sample sample(
            String name, RaidLevel level, String layout, int type, int width, List<byte[]> data, byte[] content) {
        int count = data.size();
        List<byte[]> disks = Sample.disks(count, slot -> {
            int number = type == 3 ? slot / 2 + slot % 2 * 2 : slot;
            return disk(new LsiWriter(type, number, count, width, 16, TOTAL, -1), data.get(slot));
        });
        return new Sample(
                name, disks, content, level, layout, level == RaidLevel.RAID1 ? 0 : Sample.CHUNK, "0a0b0c0d-0");
    }

    private static byte[] disk(LsiWriter record, byte[] data) {
        return new MemberDisk(Sample.DISK_SECTORS)
                .data(0, data)
                .tail(1, record.sector())
                .bytes();
    }
}
