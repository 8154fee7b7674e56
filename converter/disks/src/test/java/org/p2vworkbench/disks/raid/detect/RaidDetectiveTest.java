package org.p2vworkbench.disks.raid.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.SwapArea;
import org.p2vworkbench.fixtures.raid.MdWriter;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.bios.MemberDisk;
import org.p2vworkbench.fixtures.raid.bios.NvidiaWriter;

class RaidDetectiveTest {

    private static final int VOLUME_BYTES = 3 << 20;

    @TempDir
    private Path temp;

    @Test
    void membersInAnyOrderAndAStrangerAmongThem() throws IOException {
        byte[] content = partitioned();
        List<RaidDisk> disks = disks("m", raid5(content));
        disks.add(disk("stranger", new byte[1 << 20]));
        Collections.shuffle(disks, new Random(7));

        RaidReport report = RaidDetective.byMetadata().detect(disks);

        RaidSet set = only(report);
        assertThat(set.level()).isEqualTo(RaidLevel.RAID5);
        assertThat(set.members().stream()
                        .map(member -> member.disk().orElseThrow().name()))
                .containsExactly("m0", "m1", "m2");
        assertThat(bytes(set)).startsWith(content);
        assertThat(set.confidence()).isGreaterThan(0.97);
        assertThat(String.join("\n", set.evidence())).contains("MBR partition table that fits it");
        assertThat(report.unassigned()).extracting(left -> left.disk().name()).containsExactly("stranger");
    }

    @Test
    void membersThatArePartitionsAreFound() throws IOException {
        List<byte[]> members = raid5(partitioned());
        List<RaidDisk> disks = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            byte[] member = members.get(i);
            Path disk = new DiskBuilder((1 << 20) + member.length + (1 << 20))
                    .table(new Mbr(i + 1).primary(0xfd, false, 2048, member.length / 512))
                    .content(1 << 20, member)
                    .writeTo(temp.resolve("disk" + i));
            disks.add(disk("sd" + i, Files.readAllBytes(disk)));
        }

        RaidReport report = RaidDetective.byMetadata().detect(disks);

        assertThat(only(report).disks())
                .extracting(RaidDisk::name)
                .containsExactly("sd0 partition 1", "sd1 partition 1", "sd2 partition 1");
        assertThat(report.unassigned()).isEmpty();
    }

    @Test
    void diskOverTwoPathsIsOneDisk() throws IOException {
        List<byte[]> members = raid5(partitioned());
        List<RaidDisk> disks = new ArrayList<>();
        for (int i : new int[] {0, 1, 1, 2}) {
            String name = "path" + disks.size();
            disks.add(new RaidDisk(
                    name, new MemorySource(name, members.get(i)), Optional.of("SER" + i), Optional.empty(), true));
        }

        RaidReport report = RaidDetective.byMetadata().detect(disks);

        assertThat(only(report).state()).isEqualTo(RaidState.OPTIMAL);
        assertThat(report.findings()).singleElement().asString().contains("path2 is the same disk as path1");
    }

    @Test
    void contentThatDoesNotFitTheVolumeIsTold() throws IOException {
        byte[] content = partitioned();
        // The partition's length, in sectors: far beyond the end of the volume.
        ByteBuffer.wrap(content).putInt(0x1be + 12, 0x00001000);

        RaidSet set = only(RaidDetective.byMetadata().detect(disks("m", raid5(content))));

        assertThat(set.confidence()).isLessThanOrEqualTo(0.5);
        assertThat(String.join("\n", set.evidence())).contains("Against: Partition 1 of the volume ends at");
    }

    @Test
    void damagedMetadataIsNotMadeGoodByContent() throws IOException {
        List<byte[]> members = raid5(partitioned());
        members.forEach(member -> member[4096 + 0xd8] ^= 1);

        RaidReport report = RaidDetective.byMetadata().detect(disks("m", members));

        assertThat(report.sets()).allSatisfy(set -> assertThat(set.confidence()).isLessThanOrEqualTo(0.5));
    }

    @Test
    void oldMetadataUnderNewerIsShownAsDoubtful() throws IOException {
        byte[] content = partitioned();
        List<byte[]> data = new SetWriter(content, 4096).raid0(2);
        List<RaidDisk> disks = new ArrayList<>();
        for (int slot = 0; slot < 2; slot++) {
            byte[] member = new MemberDisk(8192)
                    .data(0, data.get(slot))
                    .tail(2, new NvidiaWriter(0x80, slot, 2, 2, 8, 2L * 4096, 0, 0, 0).sector())
                    .bytes();
            byte[] old = new MdWriter().members(data).get(slot);
            System.arraycopy(old, 4096, member, 4096, 512);
            disks.add(disk("d" + slot, member));
        }

        List<RaidSet> sets = RaidDetective.byMetadata().detect(disks).sets();

        assertThat(sets).filteredOn(set -> set.confidence() > 0.5).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void nothingIsFoundOnNothing() throws IOException {
        RaidReport report = RaidDetective.byMetadata()
                .detect(List.of(disk("empty", new byte[0]), disk("zeros", new byte[1 << 20])));

        assertThat(report.sets()).isEmpty();
        assertThat(report.unassigned()).hasSize(2).allSatisfy(left -> assertThat(left.why())
                .contains("no RAID metadata"));
    }

    private byte[] partitioned() throws IOException {
        Path file = new DiskBuilder(VOLUME_BYTES)
                .table(new Mbr(0x1234).primary(0x82, false, 64, 4096))
                .content(64 * 512, SwapArea.header(4096 * 512, new UUID(1, 2), "s"))
                .writeTo(temp.resolve("content" + System.nanoTime()));
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 2 << 20; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 >> 7);
        }
        return bytes;
    }

    private static List<byte[]> raid5(byte[] content) {
        return new MdWriter().members(new SetWriter(content, 4096).raid5(3, 2));
    }

    private static List<RaidDisk> disks(String prefix, List<byte[]> members) {
        List<RaidDisk> disks = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            disks.add(disk(prefix + i, members.get(i)));
        }
        return disks;
    }

    private static RaidDisk disk(String name, byte[] bytes) {
        return RaidDisk.of(new MemorySource(name, bytes));
    }

    private static RaidSet only(RaidReport report) {
        assertThat(report.sets()).hasSize(1);
        return report.sets().get(0);
    }

    private static byte[] bytes(RaidSet set) throws IOException {
        BlockSource volume = set.volume().orElseThrow();
        ByteBuffer all = ByteBuffer.allocate((int) volume.size());
        volume.read(0, all);
        return all.array();
    }
}
