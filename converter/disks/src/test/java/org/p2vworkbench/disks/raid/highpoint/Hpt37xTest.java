package org.p2vworkbench.disks.raid.highpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
import org.p2vworkbench.fixtures.raid.bios.Hpt37xWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;

/** The record of the first disk lies inside its data, so the volume holds it too. */
final class Hpt37xTest extends FormatContract {

    private static final int TOTAL = Sample.VOLUME_BYTES / 512;
    private static final int DATA_SECTOR = 10;
    /** libblkid looks for no RAID on what could be a floppy. */
    private static final int SPAN_PART = 3000;

    Hpt37xTest() {
        super(new HighpointFormat(), "highpoint", Optional.of("hpt37x_raid_member"));
    }

    @Override
    protected Optional<int[]> checked() {
        return Optional.empty();
    }

    @Override
    protected List<Sample> samples() {
        return List.of(stripe(), span());
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] disk = new MemberDisk(64)
                .data(9, new Hpt37xWriter(5, 6, 7, 0x8, 9, 0x10111213, 0x14151617, 0x18191a1b).sector())
                .bytes();

        Hpt37xRecord record = Hpt37xRecord.read(new MemorySource("disk", disk)).orElseThrow();

        assertThat(record)
                .isEqualTo(new Hpt37xRecord(
                        false, 0x14151617, 0x18191a1b, 8, 7, 9, 5, 6, 0x10111213, 0x7fffffff, "SharkR0"));
    }

    @Test
    void mirrorsSecondDiskIsOfferedFromBothPlaces() throws IOException {
        byte[] content = Sample.content(16);
        RaidSet set = only(mirror(content));

        assertThat(set.level()).isEqualTo(RaidLevel.RAID1);
        assertThat(set.state()).isEqualTo(RaidState.OPTIMAL);
        assertThat(withoutRecord(read(set))).isEqualTo(withoutRecord(content));
        assertThat(set.confidence()).isLessThan(0.8);
        assertThat(set.alternatives()).hasSize(1);
    }

    @Test
    void stripesOfTwoSetsFormOneArray() throws IOException {
        byte[] content = Sample.content(17);
        List<byte[]> columns = new SetWriter(content, Sample.CHUNK).raid0(2);
        List<byte[]> disks = Sample.disks(4, slot -> {
            boolean first = slot % 2 == 0;
            return disk(
                    new Hpt37xWriter(2, slot / 2, 2, first ? 3 : 2, 4, TOTAL, first ? 77 : 78, 0xabcdef03L),
                    columns.get(slot / 2));
        });

        RaidSet set = only(disks);
        RaidSet halved = only(List.of(disks.get(1), disks.get(2)));

        assertThat(set.level()).isEqualTo(RaidLevel.RAID10);
        assertThat(set.uuid()).isEqualTo("abcdef03");
        assertThat(withoutRecord(read(set))).isEqualTo(withoutRecord(content));
        assertThat(halved.state()).isEqualTo(RaidState.DEGRADED);
        assertThat(withoutRecord(read(halved))).isEqualTo(withoutRecord(content));
    }

    @Test
    void brokenDiskIsNotRead() throws IOException {
        List<byte[]> disks = new ArrayList<>(mirror(Sample.content(18)));
        disks.set(1, changed(disks.get(1), 9 * 512 + 0x20, 0xfd));

        assertThat(roles(only(disks))).containsExactly(Role.ACTIVE, Role.FAILED);
    }

    @Test
    void levelWithoutAPublicLayoutIsNamedAndNotRead() throws IOException {
        byte[] disk = new MemberDisk(64)
                .data(9, new Hpt37xWriter(5, 0, 3, 4, 7, 60, 1, 0).sector())
                .bytes();

        RaidSet set = only(List.of(disk));

        assertThat(set.level()).isEqualTo(RaidLevel.UNKNOWN);
        assertThat(set.volume()).isEmpty();
        assertThat(set.findings().toString()).contains("type 5");
    }

    /** A member from libblkid's tests: first of two disks of 160 GB, striped. */
    @Test
    void realRecordIsReadFieldByField(@TempDir Path folder) throws IOException {
        try (BlockSource disk = UnpackedImage.open("raid/blkid-hpt37x-raid.img.xz", folder)) {
            Hpt37xRecord record = Hpt37xRecord.read(disk).orElseThrow();

            assertThat(record)
                    .isEqualTo(
                            new Hpt37xRecord(false, 0xceb206b2L, 0, 4, 2, 7, 0, 0, 625163520, 0x7fffffff, "SharkR0"));
            RaidSet set = new HighpointFormat().find(List.of(RaidDisk.of(disk))).get(0);
            assertThat(set.level()).isEqualTo(RaidLevel.RAID0);
            assertThat(set.chunkBytes()).isEqualTo(64 << 10);
            assertThat(set.sizeBytes()).isEqualTo(625163520L * 512);
            assertThat(set.state()).isEqualTo(RaidState.FAILED);
        }
    }

    private static Sample stripe() {
        byte[] content = Sample.content(15);
        place(content, new Hpt37xWriter(0, 0, 3, 4, 4, TOTAL, 0xabcdef01L, 0));
        List<byte[]> data = new SetWriter(content, Sample.CHUNK).raid0(3);
        List<byte[]> disks = Sample.disks(
                3, slot -> disk(new Hpt37xWriter(0, slot, 3, 4, 4, TOTAL, 0xabcdef01L, 0), data.get(slot)));
        return new Sample("RAID 0 of 3", disks, content, RaidLevel.RAID0, "", Sample.CHUNK, "abcdef01");
    }

    /** The first disk whole, the second from sector 10. */
    private static Sample span() {
        byte[] content = new byte[2 * SPAN_PART * 512];
        new Random(19).nextBytes(content);
        int total = 2 * SPAN_PART;
        place(content, new Hpt37xWriter(3, 0, 2, 4, 0, total, 0xabcdef04L, 0));
        List<byte[]> data = Sample.halves(content);
        List<byte[]> disks = Sample.disks(2, slot -> new MemberDisk(SPAN_PART + slot * DATA_SECTOR)
                .data(slot * DATA_SECTOR, data.get(slot))
                .data(9, new Hpt37xWriter(3, slot, 2, 4, 0, total, 0xabcdef04L, 0).sector())
                .bytes());
        return new Sample("span", disks, content, RaidLevel.LINEAR, "", 0, "abcdef04");
    }

    /** As Linux 2.4 and FreeBSD have it: from sector 0 on both. The number of the second is not 1. */
    private static List<byte[]> mirror(byte[] content) {
        return Sample.disks(2, slot -> new MemberDisk(Sample.DISK_SECTORS)
                .data(0, content)
                .data(9, new Hpt37xWriter(1, slot * 6, 1, 4, 0, TOTAL, 0xabcdef02L, 0).sector())
                .bytes());
    }

    /** Records of two copies differ, and either may be read. */
    private static byte[] withoutRecord(byte[] volume) {
        byte[] without = volume.clone();
        Arrays.fill(without, 9 * 512, 10 * 512, (byte) 0);
        return without;
    }

    private static void place(byte[] content, Hpt37xWriter record) {
        System.arraycopy(record.sector(), 0, content, 9 * 512, 512);
    }

    private static byte[] disk(Hpt37xWriter record, byte[] data) {
        return new MemberDisk(Sample.DISK_SECTORS)
                .data(record.disk() == 0 ? 0 : DATA_SECTOR, data)
                .data(Hpt37xWriter.SECTOR, record.sector())
                .bytes();
    }
}
