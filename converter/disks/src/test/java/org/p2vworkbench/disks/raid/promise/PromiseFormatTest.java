package org.p2vworkbench.disks.raid.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.UnpackedImage;
import org.p2vworkbench.disks.raid.claim.FormatContract;
import org.p2vworkbench.disks.raid.claim.Sample;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;
import org.p2vworkbench.fixtures.raid.bios.PromiseWriter;

final class PromiseFormatTest extends FormatContract {

    private static final int AT = (Sample.DISK_SECTORS - PromiseWriter.FROM_END) * 512;
    private static final int TOTAL = Sample.VOLUME_BYTES / 512;
    private static final int STRIP_SHIFT = 4;
    private static final int READY = 0x8f;
    private static final int ONLINE = 7;
    private static final long NO_REBUILD = 0xffffffffL;
    private static final long VOLUME = 0x1111_2222_3333L;

    PromiseFormatTest() {
        super(new PromiseFormat(), "promise", Optional.of("promise_fasttrack_raid_member"));
    }

    @Override
    protected Optional<int[]> checked() {
        return Optional.of(new int[] {AT + 24, AT + 2048});
    }

    @Override
    protected List<Sample> samples() {
        byte[] content = Sample.content(6);
        SetWriter set = new SetWriter(content, Sample.CHUNK);
        return List.of(
                sample("RAID 0 of 4", RaidLevel.RAID0, "", 0, 4, set.raid0(4), content),
                sample("RAID 1", RaidLevel.RAID1, "", 1, 1, set.raid1(2), content),
                sample("RAID 0+1", RaidLevel.RAID10, "near=2", 1, 2, set.raid10(4, 2, 1, false), content),
                sample("RAID 5", RaidLevel.RAID5, "left-asymmetric", 4, 4, set.raid5(4, 0), content),
                sample("span", RaidLevel.LINEAR, "", 8, 1, Sample.halves(content), content));
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        PromiseWriter written =
                new PromiseWriter(4, 2, 3, 6, 7, 0x1111, 0x2222, 0x3333, 0x4444, 0x55, 0x66, 0x777, 0x1234567890L);
        MemorySource disk = new MemorySource(
                "disk",
                new MemberDisk(Sample.DISK_SECTORS)
                        .tail(PromiseWriter.FROM_END, written.area())
                        .bytes());

        PromiseRecord record = PromiseAreas.read(disk).get(0);

        assertThat(record)
                .isEqualTo(new PromiseRecord(
                        0,
                        true,
                        0x55,
                        2,
                        0x9717e0502L,
                        0x1111,
                        0x2222,
                        0x777,
                        0x4444,
                        0x66,
                        4,
                        3,
                        7,
                        6,
                        3,
                        0x3333,
                        0x1234567890L,
                        List.of(0x9717e0500L, 0x9717e0501L, 0x9717e0502L, 0L, 0L, 0L, 0L, 0L),
                        List.of(7, 7, 7, 0, 0, 0, 0, 0),
                        "PROMISE Array 1",
                        true));
    }

    @Test
    void fillerInAFieldThatTheBiosDoesNotKnowIsNoOffset() throws IOException {
        byte[] content = Sample.content(7);
        List<byte[]> data = new SetWriter(content, Sample.CHUNK).raid0(2);
        List<byte[]> disks = Sample.disks(
                2, slot -> disk(record(0, slot, 2, 2, -1, data.get(slot).length, 1, ONLINE), data.get(slot)));

        assertThat(read(only(disks))).isEqualTo(content);
    }

    @Test
    void secondVolumeOfADiskGroupHasItsOwnArea() throws IOException {
        byte[] first = Sample.content(8);
        byte[] second = Sample.content(9);
        int secondStart = 1000;
        List<byte[]> disks = Sample.disks(2, slot -> new MemberDisk(Sample.DISK_SECTORS)
                .data(0, first)
                .data(secondStart, second)
                .tail(
                        PromiseWriter.FROM_END,
                        record(1, slot, 2, 1, 0, Sample.VOLUME_BYTES, 1, ONLINE).area())
                .tail(
                        PromiseWriter.FROM_END - PromiseWriter.APART,
                        new PromiseWriter(1, slot, 2, 1, 4, secondStart, TOTAL, TOTAL, 1, ONLINE, READY, NO_REBUILD, 99)
                                .area())
                .bytes());

        List<RaidSet> sets = find(disks);

        assertThat(sets).hasSize(2);
        assertThat(read(sets.get(0))).isEqualTo(first);
        assertThat(read(sets.get(1))).isEqualTo(second);
    }

    @Test
    void memberOfAnOlderGenerationIsStale() throws IOException {
        byte[] content = Sample.content(10);
        RaidSet set = only(List.of(
                disk(record(1, 0, 2, 1, 0, content.length, 5, ONLINE), content),
                disk(record(1, 1, 2, 1, 0, content.length, 4, ONLINE), new byte[content.length])));

        assertThat(roles(set)).containsExactly(Role.ACTIVE, Role.STALE);
        assertThat(set.members().get(1).note()).contains("generation 4").contains("5");
        assertThat(read(set)).isEqualTo(content);
    }

    @Test
    void downAndSpareDisksAreNotRead() throws IOException {
        byte[] content = Sample.content(11);
        RaidSet set = only(List.of(
                disk(record(1, 0, 2, 1, 0, content.length, 5, ONLINE), content),
                disk(record(1, 1, 2, 1, 0, content.length, 5, 0x41), new byte[content.length]),
                disk(record(1, 9, 2, 1, 0, content.length, 5, 0x0b), new byte[content.length])));

        assertThat(roles(set)).containsExactly(Role.ACTIVE, Role.FAILED, Role.SPARE);
        assertThat(read(set)).isEqualTo(content);
    }

    /** A member from libblkid's tests: one disk of 160 GB on its own, cut to its last sectors. */
    @Test
    void realRecordIsReadFieldByField(@TempDir Path folder) throws IOException {
        try (BlockSource disk = UnpackedImage.open("raid/blkid-promise-raid.img.xz", folder)) {
            PromiseRecord record = PromiseAreas.read(disk).get(0);

            assertThat(record.intact()).isTrue();
            assertThat(record.valid()).isTrue();
            assertThat(record.startSector()).as("filler").isZero();
            assertThat(record.diskSectors()).isEqualTo(312581745);
            assertThat(record.totalSectors()).isEqualTo(312368928);
            assertThat(record.generation()).isEqualTo(17);
            assertThat(record.status()).isEqualTo(0x8f);
            assertThat(record.type()).isEqualTo(PromiseRecord.RAID0);
            assertThat(record.disks()).isEqualTo(1);
            assertThat(record.stripShift()).isEqualTo(8);
            assertThat(record.name()).isEqualTo("PROMISE Array 1");

            RaidSet set = new PromiseFormat().find(List.of(RaidDisk.of(disk))).get(0);
            assertThat(set.level()).isEqualTo(RaidLevel.JBOD);
            assertThat(set.sizeBytes()).isEqualTo(312368928L * 512);
            assertThat(set.state()).isEqualTo(RaidState.FAILED);
            assertThat(set.members().get(0).note()).contains("copy it again, whole");
        }
    }

    private static Sample sample(
            String name, RaidLevel level, String layout, int type, int width, List<byte[]> data, byte[] content) {
        int count = data.size();
        List<byte[]> disks = new ArrayList<>(Arrays.asList(new byte[count][]));
        for (int slot = 0; slot < count; slot++) {
            int listed = level == RaidLevel.RAID10 ? slot / 2 + slot % 2 * (count / 2) : slot;
            byte[] bytes = data.get(slot);
            disks.set(slot, disk(record(type, listed, count, width, 0, bytes.length, 1, ONLINE), bytes));
        }
        boolean chunked = level != RaidLevel.RAID1 && level != RaidLevel.LINEAR;
        return new Sample(name, disks, content, level, layout, chunked ? Sample.CHUNK : 0, "%016x".formatted(VOLUME));
    }

    private static PromiseWriter record(
            int type, int slot, int disks, int width, long start, int diskBytes, int generation, int flags) {
        return new PromiseWriter(
                type,
                slot,
                disks,
                width,
                STRIP_SHIFT,
                start,
                diskBytes / 512,
                TOTAL,
                generation,
                flags,
                READY,
                NO_REBUILD,
                VOLUME);
    }

    private static byte[] disk(PromiseWriter record, byte[] data) {
        return new MemberDisk(Sample.DISK_SECTORS)
                .data(0, data)
                .tail(PromiseWriter.FROM_END, record.area())
                .bytes();
    }
}
