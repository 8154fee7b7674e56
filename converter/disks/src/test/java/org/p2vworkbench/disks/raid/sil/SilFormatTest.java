package org.p2vworkbench.disks.raid.sil;

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
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;
import org.p2vworkbench.fixtures.raid.bios.SilWriter;

final class SilFormatTest extends FormatContract {

    private static final int LAST = (Sample.DISK_SECTORS - 1) * 512;
    private static final int TOTAL = Sample.VOLUME_BYTES / 512;
    private static final int AVAILABLE = 2;

    SilFormatTest() {
        super(new SilFormat(), "sil", Optional.of("silicon_medley_raid_member"));
    }

    /** A wrong bit in one of the four copies changes nothing; see below for more. */
    @Override
    protected Optional<int[]> checked() {
        return Optional.empty();
    }

    @Override
    protected List<Sample> samples() {
        byte[] content = Sample.content(12);
        SetWriter set = new SetWriter(content, Sample.CHUNK);
        return List.of(
                sample("RAID 0 of 3", RaidLevel.RAID0, "", 0, 3, 0xff, set.raid0(3), content),
                sample("RAID 1", RaidLevel.RAID1, "", 1, 0xff, 2, set.raid1(2), content),
                sample("RAID 10", RaidLevel.RAID10, "near=2", 2, 2, 2, set.raid10(4, 2, 1, false), content),
                sample("RAID 5", RaidLevel.RAID5, "left-symmetric", 0x10, 4, 0xff, set.raid5(4, 2), content));
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] disk = new SilWriter(0x10, 7, 9, 10, 11, 12, 128, 0x1122334455L, 13, 1, 2)
                .on(new MemberDisk(Sample.DISK_SECTORS))
                .bytes();

        SilRecord record = SilRecord.read(new MemorySource("disk", disk)).orElseThrow();

        assertThat(record)
                .isEqualTo(new SilRecord(
                        0x1122334455L,
                        0x1095,
                        1,
                        2,
                        "050712143153",
                        128,
                        7,
                        0x10,
                        9,
                        10,
                        11,
                        12,
                        777,
                        13,
                        1,
                        2,
                        6,
                        "SiI set",
                        4,
                        true));
    }

    @Test
    void oneGoodCopyOfFourIsEnough() throws IOException {
        List<byte[]> disks = new ArrayList<>(samples().get(0).disks());
        byte[] worn = disks.get(0).clone();
        for (int copy = 0; copy < 3; copy++) {
            worn[LAST - copy * 512 * 512 + 0x112] ^= 1;
        }
        disks.set(0, worn);

        RaidSet set = only(disks);

        assertThat(set.confidence()).isGreaterThan(0.8);
        assertThat(set.evidence()).contains("sda has 1 of 4 copies of the record.");
        assertThat(read(set)).isEqualTo(samples().get(0).volume());
    }

    @Test
    void noGoodCopyIsNotBelieved() throws IOException {
        List<byte[]> disks = new ArrayList<>(samples().get(0).disks());
        byte[] worn = disks.get(0).clone();
        for (int copy = 0; copy < 4; copy++) {
            worn[LAST - copy * 512 * 512 + 0x80] ^= 1;
        }
        disks.set(0, worn);

        assertThat(find(disks)).allMatch(set -> set.confidence() <= 0.5);
    }

    @Test
    void rebuildingAndStaleMembersAreNotRead() throws IOException {
        byte[] content = Sample.content(13);
        byte[] old = new byte[content.length];

        RaidSet rebuilding = only(List.of(mirror(0, 4, 1, AVAILABLE, content), mirror(1, 4, 2, AVAILABLE, old)));
        RaidSet stale = only(List.of(mirror(0, 4, 1, AVAILABLE, content), mirror(1, 3, 1, AVAILABLE, old)));
        RaidSet unsynced = only(List.of(mirror(0, 4, 1, AVAILABLE, content), mirror(1, 4, 1, 1, old)));
        RaidSet dropped = only(List.of(mirror(0, 4, 1, AVAILABLE, content), mirror(1, 4, 3, AVAILABLE, old)));

        assertThat(roles(rebuilding)).containsExactly(Role.ACTIVE, Role.REBUILDING);
        assertThat(roles(stale)).containsExactly(Role.ACTIVE, Role.STALE);
        assertThat(roles(unsynced)).containsExactly(Role.ACTIVE, Role.STALE);
        assertThat(roles(dropped)).containsExactly(Role.ACTIVE, Role.FAILED);
        for (RaidSet set : List.of(rebuilding, stale, unsynced, dropped)) {
            assertThat(read(set)).isEqualTo(content);
        }
    }

    @Test
    void spanUsesAllButTheReservedEnd() throws IOException {
        byte[] data = Arrays.copyOf(Sample.content(14), (Sample.DISK_SECTORS - 0x800) * 512);
        List<byte[]> disks = Sample.disks(
                2, slot -> new SilWriter(4, slot, 2, 0, 0xff, 0, 0, 2L * data.length / 512, 1, 1, AVAILABLE)
                        .on(new MemberDisk(Sample.DISK_SECTORS).data(0, data))
                        .bytes());

        RaidSet set = only(disks);

        assertThat(set.level()).isEqualTo(RaidLevel.LINEAR);
        assertThat(Arrays.copyOfRange(read(set), data.length, 2 * data.length)).isEqualTo(data);
    }

    /** A member from libblkid's tests. Its name says concatenation, its type RAID 10, and it has 255 mirrored disks. */
    @Test
    void realRecordThatContradictsItselfIsNotAssembled(@TempDir Path folder) throws IOException {
        try (BlockSource disk = UnpackedImage.open("raid/blkid-silicon-raid.img.xz", folder)) {
            SilRecord record = SilRecord.read(disk).orElseThrow();

            assertThat(record.intact()).isTrue();
            assertThat(record.copies()).isEqualTo(2);
            assertThat(record.majorVersion()).isEqualTo(2);
            assertThat(record.minorVersion()).isEqualTo(3);
            assertThat(record.created()).isEqualTo("050712143153");
            assertThat(record.arraySectors()).isEqualTo(234439600);
            assertThat(record.name()).isEqualTo("SiI Concatenatio");

            RaidSet set = new SilFormat().find(List.of(RaidDisk.of(disk))).get(0);
            assertThat(set.volume()).isEmpty();
            assertThat(set.findings().toString()).contains("type 0x02").contains("255 mirrored");
        }
    }

    private static Sample sample(
            String name,
            RaidLevel level,
            String layout,
            int type,
            int columns,
            int copies,
            List<byte[]> data,
            byte[] content) {
        List<byte[]> disks = Sample.disks(data.size(), slot -> {
            boolean nested = type == 2;
            SilWriter record = new SilWriter(
                    type,
                    nested ? slot / 2 : slot,
                    columns,
                    nested ? slot % 2 : 0,
                    copies,
                    nested ? slot / 2 : 0,
                    16,
                    TOTAL,
                    1,
                    1,
                    AVAILABLE);
            return record.on(new MemberDisk(Sample.DISK_SECTORS).data(0, data.get(slot)))
                    .bytes();
        });
        return new Sample(
                name, disks, content, level, layout, level == RaidLevel.RAID1 ? 0 : Sample.CHUNK, "050712143153-06");
    }

    private static byte[] mirror(int disk, int generation, int status, int arrayStatus, byte[] data) {
        return new SilWriter(1, disk, 0xff, 0, 2, 0, 0, TOTAL, generation, status, arrayStatus)
                .on(new MemberDisk(Sample.DISK_SECTORS).data(0, data))
                .bytes();
    }
}
