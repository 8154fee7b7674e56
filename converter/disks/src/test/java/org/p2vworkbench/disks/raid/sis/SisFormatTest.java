package org.p2vworkbench.disks.raid.sis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.claim.FormatContract;
import org.p2vworkbench.disks.raid.claim.Sample;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;
import org.p2vworkbench.fixtures.raid.bios.SisWriter;

/** The size of an array is that of its disks, so these are just large enough. */
final class SisFormatTest extends FormatContract {

    SisFormatTest() {
        super(new SisFormat(), "sis", Optional.empty());
    }

    @Override
    protected Optional<int[]> checked() {
        return Optional.empty();
    }

    @Override
    protected List<Sample> samples() {
        byte[] content = Sample.content(27);
        SetWriter set = new SetWriter(content, Sample.CHUNK);
        return List.of(
                sample("RAID 0", RaidLevel.RAID0, 2, set.raid0(2), content),
                sample("RAID 1", RaidLevel.RAID1, 3, set.raid1(2), content),
                sample("span", RaidLevel.LINEAR, 1, Sample.halves(content), content));
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] disk = new MemberDisk(16)
                .tail(16, new SisWriter(2, 2, 7, 0x80).sector())
                .bytes();

        SisRecord record = SisRecord.read(new MemorySource("disk", disk)).orElseThrow();

        assertThat(record).isEqualTo(new SisRecord(1, 2, 2, 7, 0x10390180L, 0x80, 0x45464748, "MAXTOR", 2));
    }

    @Test
    void magicOfAnotherVendorIsNoMember() throws IOException {
        byte[] disk = samples().get(1).disks().get(0);

        assertThat(find(List.of(changed(disk, disk.length - 16 * 512 + 0xb, 0x11))))
                .isEmpty();
    }

    @Test
    void moreThanTwoDisksAreNotOrdered() throws IOException {
        byte[] disk =
                new MemberDisk(64).tail(16, new SisWriter(2, 1, 3, 16).sector()).bytes();

        RaidSet set = only(List.of(disk));

        assertThat(set.volume()).isEmpty();
        assertThat(set.findings()).containsExactly("How SiS orders more than two disks is not publicly known.");
    }

    private static Sample sample(String name, RaidLevel level, int type, List<byte[]> data, byte[] content) {
        List<byte[]> disks = Sample.disks(2, slot -> new MemberDisk(data.get(slot).length / 512 + 16)
                .data(0, data.get(slot))
                .tail(SisWriter.FROM_END, new SisWriter(type, slot + 1, 2, 16).sector())
                .bytes());
        return new Sample(
                name, disks, content, level, "", level == RaidLevel.RAID0 ? Sample.CHUNK : 0, "10390180-45464748");
    }
}
