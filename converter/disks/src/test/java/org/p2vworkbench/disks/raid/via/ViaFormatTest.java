package org.p2vworkbench.disks.raid.via;

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
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;
import org.p2vworkbench.fixtures.raid.bios.ViaWriter;

final class ViaFormatTest extends FormatContract {

    private static final int STRIP_SHIFT = 1;
    private static final int LAST = (Sample.DISK_SECTORS - 1) * 512;

    ViaFormatTest() {
        super(new ViaFormat(), "via", Optional.of("via_raid_member"));
    }

    @Override
    protected Optional<int[]> checked() {
        return Optional.of(new int[] {LAST, LAST + 51});
    }

    @Override
    protected List<Sample> samples() {
        byte[] content = Sample.content(1);
        SetWriter set = new SetWriter(content, Sample.CHUNK);
        return List.of(
                sample("RAID 0 of 3", RaidLevel.RAID0, "", 0, 3, 3, set.raid0(3), content),
                sample("RAID 1", RaidLevel.RAID1, "", 1, 1, 2, set.raid1(2), content),
                sample("RAID 0+1", RaidLevel.RAID10, "near=2", 9, 2, 4, set.raid10(4, 2, 1, false), content),
                sample("RAID 5", RaidLevel.RAID5, "left-asymmetric", 5, 4, 4, set.raid5(4, 0), content),
                sample("span", RaidLevel.LINEAR, "", 8, 2, 2, Sample.halves(content), content));
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] sector = new ViaWriter(9, 0x0d, 3, 4, 0x1122334455L, 0xa1a2a3a4L, new long[] {0xa1a2a3a4L, 0xb5b6b7b8L})
                .sector();

        ViaRecord record = ViaRecord.read(new MemorySource("disk", sector)).orElseThrow();

        assertThat(record)
                .isEqualTo(new ViaRecord(
                        1,
                        true,
                        9,
                        2,
                        0x0d,
                        false,
                        3,
                        128,
                        0x1122334455L,
                        0xa1a2a3a4L,
                        List.of(0xa1a2a3a4L, 0xb5b6b7b8L, 0L, 0L, 0L, 0L, 0L, 0L)));
    }

    @Test
    void bootSectorsMagicAloneIsNoMember() throws IOException {
        byte[] disk = new byte[Sample.DISK_SECTORS * 512];
        disk[LAST] = 0x55;
        disk[LAST + 1] = (byte) 0xaa;

        assertThat(find(List.of(disk))).isEmpty();
    }

    @Test
    void dirtyCopyIsNotReadBesideACleanOne() throws IOException {
        List<byte[]> disks = new ArrayList<>(samples().get(1).disks());
        disks.set(1, disk(new ViaWriter(1, 2 | 4, 1, STRIP_SHIFT, 192, id(1), ids(2)), new byte[Sample.VOLUME_BYTES]));

        RaidSet found = only(disks);

        assertThat(roles(found)).containsExactly(Role.ACTIVE, Role.STALE);
        assertThat(read(found)).isEqualTo(samples().get(1).volume());
    }

    private static Sample sample(
            String name,
            RaidLevel level,
            String layout,
            int type,
            int columns,
            int count,
            List<byte[]> data,
            byte[] content) {
        List<byte[]> disks = Sample.disks(count, slot -> {
            // In a 0+1 the list has the first stripe's disks before the second's.
            int listed = type == 9 ? slot / 2 + slot % 2 * columns : slot;
            int place = type == 9 ? slot / 2 | slot % 2 << 3 : type == 1 ? slot * 2 : slot;
            long sectors = data.get(slot).length / 512;
            return disk(
                    new ViaWriter(type, place, columns, STRIP_SHIFT, sectors, id(listed), ids(count)), data.get(slot));
        });
        boolean chunked = level != RaidLevel.RAID1 && level != RaidLevel.LINEAR;
        StringBuilder uuid = new StringBuilder("%08x".formatted(id(0)));
        for (int i = 1; i < count; i++) {
            uuid.append("-%08x".formatted(id(i)));
        }
        return new Sample(name, disks, content, level, layout, chunked ? Sample.CHUNK : 0, uuid.toString());
    }

    private static byte[] disk(ViaWriter record, byte[] data) {
        return new MemberDisk(Sample.DISK_SECTORS)
                .data(0, data)
                .tail(1, record.sector())
                .bytes();
    }

    private static long id(int listed) {
        return 0xa0b0c0d0L + listed;
    }

    private static long[] ids(int count) {
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = id(i);
        }
        return ids;
    }
}
