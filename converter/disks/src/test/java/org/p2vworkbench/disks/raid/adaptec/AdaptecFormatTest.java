package org.p2vworkbench.disks.raid.adaptec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.p2vworkbench.fixtures.raid.bios.AdaptecWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;

final class AdaptecFormatTest extends FormatContract {

    private static final int TABLE = (Sample.DISK_SECTORS - AdaptecWriter.FROM_END) * 512;
    private static final int LINES_BYTES = 3 * 64;

    AdaptecFormatTest() {
        super(new AdaptecFormat(), "adaptec", Optional.of("adaptec_raid_member"));
    }

    /** The lines of a table of version 1. */
    @Override
    protected Optional<int[]> checked() {
        return Optional.of(new int[] {TABLE + 64, TABLE + 64 + LINES_BYTES});
    }

    @Override
    protected List<Sample> samples() {
        byte[] content = Sample.content(25);
        SetWriter set = new SetWriter(content, Sample.CHUNK);
        return List.of(
                sample("RAID 0", RaidLevel.RAID0, 0, set.raid0(2), content),
                sample("RAID 1", RaidLevel.RAID1, 1, set.raid1(2), content));
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] disk = new MemberDisk(Sample.DISK_SECTORS)
                .tail(17, new AdaptecWriter(1, 1, 2, 128, 0x11223344, 0x5566, 3, 1).sectors(Sample.DISK_SECTORS))
                .bytes();

        AdaptecRecord record =
                AdaptecRecord.read(new MemorySource("disk", disk)).orElseThrow();

        assertThat(record)
                .isEqualTo(new AdaptecRecord(
                        0xd1500001L,
                        1,
                        1234567,
                        false,
                        List.of(
                                new AdaptecLine(
                                        2, 0x5566, 0xcafe0000L, 1, 1, 0, 0, 0, 0x11223344, 128, "HostRAID volume"),
                                new AdaptecLine(
                                        0, 0x5566, 0xd1500000L, 0, 1, 0, 0, 0, 0x11223344, 128, "HostRAID volume"),
                                new AdaptecLine(
                                        0, 0x5566, 0xd1500001L, 0, 1, 3, 1, 0, 0x11223344, 128, "HostRAID volume")),
                        true));
    }

    @Test
    void disputedStripIsOfferedBothWays() throws IOException {
        RaidSet set = only(Sample.disks(2, slot -> disk(0, slot, 1, 0, new byte[1024 * 512])));

        assertThat(set.chunkBytes()).isEqualTo(16 * 512);
        assertThat(set.alternatives()).extracting(RaidSet::chunkBytes).containsExactly(256L * 512);
    }

    @Test
    void failedRebuildingAndStaleDisksAreNotRead() throws IOException {
        byte[] content = Sample.content(26);
        byte[] old = new byte[content.length];

        RaidSet failed = only(List.of(disk(1, 0, 5, 0, content), disk(1, 1, 5, 3, old)));
        RaidSet rebuilding = only(List.of(disk(1, 0, 5, 0, content), disk(1, 1, 5, 0x20, old)));
        RaidSet stale = only(List.of(disk(1, 0, 5, 0, content), disk(1, 1, 4, 0, old)));

        assertThat(roles(failed)).containsExactly(Role.ACTIVE, Role.FAILED);
        assertThat(roles(rebuilding)).containsExactly(Role.ACTIVE, Role.REBUILDING);
        assertThat(roles(stale)).containsExactly(Role.ACTIVE, Role.STALE);
        for (RaidSet set : List.of(failed, rebuilding, stale)) {
            assertThat(read(set)).isEqualTo(content);
        }
    }

    private static Sample sample(String name, RaidLevel level, int type, List<byte[]> data, byte[] content) {
        return new Sample(
                name,
                Sample.disks(2, slot -> disk(type, slot, 1, 0, data.get(slot))),
                content,
                level,
                "",
                level == RaidLevel.RAID1 ? 0 : Sample.CHUNK,
                "cafe0000");
    }

    private static byte[] disk(int type, int slot, int sequence, int state, byte[] data) {
        AdaptecWriter record = new AdaptecWriter(type, slot, 2, 16, data.length / 512, sequence, state, 1);
        return new MemberDisk(Sample.DISK_SECTORS)
                .data(0, data)
                .tail(AdaptecWriter.FROM_END, record.sectors(Sample.DISK_SECTORS))
                .bytes();
    }
}
