package org.p2vworkbench.disks.raid.lsi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.claim.FormatContract;
import org.p2vworkbench.disks.raid.claim.Sample;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.bios.Lsi3Writer;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;

final class Lsi3Test extends FormatContract {

    private static final int LAST = (Sample.DISK_SECTORS - 1) * 512;
    private static final int START = 63;
    private static final int STRIP_PAGES = 2;

    Lsi3Test() {
        super(new LsiFormat(), "lsi", Optional.empty());
    }

    @Override
    protected Optional<int[]> checked() {
        return Optional.of(new int[] {LAST, LAST + 512});
    }

    @Override
    protected List<Sample> samples() {
        byte[] content = Sample.content(24);
        SetWriter set = new SetWriter(content, Sample.CHUNK);
        return List.of(
                sample("RAID 0", RaidLevel.RAID0, 0, set.raid0(2), content),
                sample("RAID 1", RaidLevel.RAID1, 1, set.raid1(2), content));
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] disk = new Lsi3Writer(1, 0x11, 2, 8, 0x11223344, 0x55667788).sectors();

        Lsi3Record record = Lsi3Record.read(new MemorySource("disk", disk)).orElseThrow();

        assertThat(record)
                .isEqualTo(new Lsi3Record(
                        0x0131,
                        List.of(new Lsi3Record.Array(0, 64, 1, 2, 1, 0x11223344, 0x55667788, 0)),
                        0x11,
                        0x5e6f7a8b,
                        true));
    }

    private static Sample sample(String name, RaidLevel level, int type, List<byte[]> data, byte[] content) {
        List<byte[]> disks = Sample.disks(2, slot -> new MemberDisk(Sample.DISK_SECTORS)
                .data(START, data.get(slot))
                .tail(
                        Lsi3Writer.FROM_END,
                        new Lsi3Writer(type, slot * 0x10, 2, STRIP_PAGES, data.get(slot).length / 512, START).sectors())
                .bytes());
        return new Sample(name, disks, content, level, "", level == RaidLevel.RAID1 ? 0 : Sample.CHUNK, "5e6f7a8b-0");
    }
}
