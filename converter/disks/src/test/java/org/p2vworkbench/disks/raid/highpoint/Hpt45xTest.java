package org.p2vworkbench.disks.raid.highpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.claim.FormatContract;
import org.p2vworkbench.disks.raid.claim.Sample;
import org.p2vworkbench.disks.raid.highpoint.Hpt45xRecord.Level;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.bios.Hpt45xWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;

final class Hpt45xTest extends FormatContract {

    private static final int TOTAL = Sample.VOLUME_BYTES / 512;

    Hpt45xTest() {
        super(new HighpointFormat(), "highpoint", Optional.of("hpt45x_raid_member"));
    }

    @Override
    protected Optional<int[]> checked() {
        return Optional.empty();
    }

    @Override
    protected List<Sample> samples() {
        byte[] content = Sample.content(20);
        SetWriter set = new SetWriter(content, Sample.CHUNK);
        return List.of(
                sample("RAID 0 of 3", RaidLevel.RAID0, "", 5, set.raid0(3), content),
                sample("RAID 1", RaidLevel.RAID1, "", 6, set.raid1(2), content),
                sample("RAID 5", RaidLevel.RAID5, "left-asymmetric", 8, set.raid5(4, 0), content),
                nested(content, set.raid10(4, 2, 1, false)));
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] disk = new MemberDisk(16)
                .tail(11, new Hpt45xWriter(5, 4, 6, 7, 8, 9, 0x1011, 0x121314).sector())
                .bytes();

        Hpt45xRecord record = Hpt45xRecord.read(new MemorySource("disk", disk)).orElseThrow();

        assertThat(record)
                .isEqualTo(new Hpt45xRecord(
                        false,
                        0x01020304,
                        0x121314,
                        new Level(5, 6, 4, 7, 0x1011, 0),
                        new Level(8, 2, 9, 0, 0, 0),
                        "rocket"));
    }

    @Test
    void otherOrderOfANestedArrayIsOffered() throws IOException {
        RaidSet set = only(samples().get(3).disks());

        assertThat(set.alternatives()).hasSize(1);
        assertThat(set.alternatives().get(0).members().get(1).disk())
                .isEqualTo(set.members().get(2).disk());
    }

    @Test
    void diskThatNeedsARebuildIsNotReadBesideOneThatDoesNot() throws IOException {
        byte[] content = Sample.content(21);
        RaidSet set = only(List.of(
                disk(new Hpt45xWriter(6, 0, 2, 0, 0, 0, 0, TOTAL), content),
                disk(new Hpt45xWriter(6, 1, 2, 0, 0, 0, 1, TOTAL), new byte[content.length])));

        assertThat(roles(set)).containsExactly(Role.ACTIVE, Role.STALE);
        assertThat(read(set)).isEqualTo(content);
    }

    private static Sample sample(
            String name, RaidLevel level, String layout, int type, List<byte[]> data, byte[] content) {
        List<byte[]> disks = Sample.disks(
                data.size(),
                slot -> disk(new Hpt45xWriter(type, slot, data.size(), 4, 0, 0, 0, TOTAL), data.get(slot)));
        return new Sample(name, disks, content, level, layout, level == RaidLevel.RAID1 ? 0 : Sample.CHUNK, "01020304");
    }

    private static Sample nested(byte[] content, List<byte[]> data) {
        List<byte[]> disks = Sample.disks(
                4, slot -> disk(new Hpt45xWriter(5, slot / 2, 2, 4, 6, slot % 2, 0, TOTAL), data.get(slot)));
        return new Sample("RAID 0+1", disks, content, RaidLevel.RAID10, "near=2", Sample.CHUNK, "01020304");
    }

    private static byte[] disk(Hpt45xWriter record, byte[] data) {
        return new MemberDisk(Sample.DISK_SECTORS)
                .data(0, data)
                .tail(Hpt45xWriter.FROM_END, record.sector())
                .bytes();
    }
}
