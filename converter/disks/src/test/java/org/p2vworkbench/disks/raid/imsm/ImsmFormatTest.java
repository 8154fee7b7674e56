package org.p2vworkbench.disks.raid.imsm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.content.ContentJudge;
import org.p2vworkbench.disks.raid.content.ExtImage;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;
import org.p2vworkbench.fixtures.raid.imsm.ImsmWriter;

final class ImsmFormatTest {

    private final ImsmFormat format = new ImsmFormat(new ContentJudge());

    @Test
    void setsOfAllLevelsAreAssembledWhateverTheOrderOfDisks() throws IOException {
        int[][] cases = {{0, 2}, {0, 3}, {1, 2}, {5, 3}, {5, 4}, {1, 4}, {10, 4}};
        for (int[] each : cases) {
            List<RaidDisk> disks = new ArrayList<>(ImsmSets.disks(ImsmSets.set(each[0], each[1], ImsmSets.CONTENT)));
            Collections.reverse(disks);

            RaidSet set = only(format.find(disks));

            assertThat(set.state()).as(Arrays.toString(each)).isEqualTo(RaidState.OPTIMAL);
            assertThat(bytes(set)).as(Arrays.toString(each)).isEqualTo(ImsmSets.CONTENT);
            assertThat(set.confidence()).isGreaterThan(0.9);
            assertThat(set.members())
                    .extracting(member -> member.disk().orElseThrow().name())
                    .containsExactlyElementsOf(Collections.nCopies(each[1], "disk").stream()
                            .map(new Counter()::numbered)
                            .toList());
        }
    }

    @Test
    void levelsAndLayoutsAreNamedAsMdadmNamesThem() throws IOException {
        assertThat(described(1, 4)).isEqualTo("raid10 near=2 4096");
        assertThat(described(5, 3)).isEqualTo("raid5 left-asymmetric 4096");
        assertThat(described(0, 2)).isEqualTo("raid0  4096");
        assertThat(described(1, 2)).isEqualTo("raid1  0");
    }

    @Test
    void missingDiskIsComputed() throws IOException {
        List<RaidDisk> disks = ImsmSets.disks(ImsmSets.set(5, 4, ImsmSets.CONTENT));
        for (int lost = 0; lost < 4; lost++) {
            List<RaidDisk> left = new ArrayList<>(disks);
            left.remove(lost);

            RaidSet set = only(format.find(left));

            assertThat(set.state()).isEqualTo(RaidState.DEGRADED);
            assertThat(bytes(set)).isEqualTo(ImsmSets.CONTENT);
            assertThat(set.members().get(lost).role()).isEqualTo(Role.MISSING);
            assertThat(set.members().get(lost).note()).contains("SERIAL" + lost);
        }
    }

    @Test
    void twoVolumesShareTheirDisks() throws IOException {
        byte[] second = Arrays.copyOf(ImsmSets.CONTENT, 16 * 4096);
        List<byte[]> stripes = ImsmSets.members(0, 2, ImsmSets.CONTENT);
        List<byte[]> mirror = ImsmSets.members(1, 2, second);
        ImsmWriter writer = ImsmSets.group(0, 2, ImsmSets.CONTENT.length / 512, 96);
        writer.volume(new ImsmWriter.Volume(
                "second", 128, 0, 0, List.of(new ImsmWriter.Map(150, 128, 8, 8, 0, 1, 2, new int[] {1, 0}))));
        List<byte[]> set = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            byte[] disk = new byte[512 * 512];
            System.arraycopy(stripes.get(i), 0, disk, 0, stripes.get(i).length);
            System.arraycopy(mirror.get(i), 0, disk, 150 * 512, second.length);
            writer.write(disk);
            set.add(disk);
        }

        List<RaidSet> found = format.find(ImsmSets.disks(set));

        assertThat(found).extracting(RaidSet::name).containsExactly("vol", "second");
        assertThat(bytes(found.get(0))).isEqualTo(ImsmSets.CONTENT);
        assertThat(bytes(found.get(1))).isEqualTo(second);
        assertThat(found.get(1).dataOffsetBytes()).isEqualTo(150 * 512);
    }

    @Test
    void longBlocksCountInTheirOwnUnit() throws IOException {
        List<byte[]> data = new org.p2vworkbench.fixtures.raid.SetWriter(ImsmSets.CONTENT, 8192).raid5(3, 0);
        ImsmWriter writer = new ImsmWriter();
        writer.sectorBytes = 4096;
        int sectors = data.get(0).length / 4096;
        for (int i = 0; i < 3; i++) {
            writer.disk("SERIAL" + i, sectors + 10);
        }
        writer.volume(new ImsmWriter.Volume(
                "vol",
                ImsmSets.CONTENT.length / 4096,
                0,
                0,
                List.of(new ImsmWriter.Map(0, sectors, 1, 2, 0, 5, 1, new int[] {0, 1, 2}))));

        RaidSet set = only(format.find(ImsmSets.disks(
                data.stream().map(bytes -> writer.disk(bytes, sectors + 10)).toList())));

        assertThat(bytes(set)).isEqualTo(ImsmSets.CONTENT);
        assertThat(set.chunkBytes()).isEqualTo(8192);
    }

    @Test
    void diskThatWasGivenUpIsNotRead() throws IOException {
        List<byte[]> data = ImsmSets.members(5, 3, ImsmSets.CONTENT);
        int perMember = data.get(0).length / 512;
        ImsmWriter before = ImsmSets.group(5, 3, 192, perMember);
        ImsmWriter after = ImsmSets.group(5, 3, 192, perMember);
        after.generation = 9;
        after.disks.set(1, new ImsmWriter.Disk("SERIAL1:0", perMember + 100, 6));
        after.volumes.set(
                0,
                new ImsmWriter.Volume(
                        "vol", 192, 0, 0, List.of(new ImsmWriter.Map(0, perMember, 12, 8, 2, 5, 1, new int[] {
                            0, 1 | 1 << 24, 2
                        }))));
        byte[] stale = new byte[data.get(1).length];
        List<RaidDisk> disks = ImsmSets.disks(List.of(
                after.disk(data.get(0), perMember + 100),
                before.disk(stale, perMember + 100),
                after.disk(data.get(2), perMember + 100)));

        RaidSet set = only(format.find(disks));

        assertThat(set.state()).isEqualTo(RaidState.DEGRADED);
        assertThat(set.members().get(1).role()).isEqualTo(Role.STALE);
        assertThat(set.members().get(1).note()).contains("generation is 4, the newest is 9");
        assertThat(bytes(set)).isEqualTo(ImsmSets.CONTENT);
    }

    @Test
    void diskBeingRebuiltIsNotRead() throws IOException {
        List<byte[]> data = ImsmSets.members(1, 2, ImsmSets.CONTENT);
        ImsmWriter writer = ImsmSets.group(1, 2, 192, 192);
        writer.family = 0x777;
        writer.volumes.set(
                0,
                new ImsmWriter.Volume(
                        "vol",
                        192,
                        1,
                        0,
                        List.of(
                                ImsmSets.map(1, 192, 0, 1),
                                new ImsmWriter.Map(0, 192, 24, 8, 2, 1, 2, new int[] {1 << 24, 1}))));
        List<RaidDisk> disks =
                ImsmSets.disks(List.of(writer.disk(new byte[192 * 512], 292), writer.disk(data.get(1), 292)));

        RaidSet set = only(format.find(disks));

        assertThat(set.members()).extracting(RaidMember::role).containsExactly(Role.REBUILDING, Role.ACTIVE);
        assertThat(bytes(set)).isEqualTo(ImsmSets.CONTENT);
    }

    @Test
    void generalMigrationIsRefused() throws IOException {
        ImsmWriter writer = ImsmSets.group(0, 2, 192, 96);
        writer.volumes.set(
                0,
                new ImsmWriter.Volume("vol", 192, 3, 0, List.of(ImsmSets.map(5, 96, 0, 1), ImsmSets.map(0, 96, 0, 1))));
        byte[] disk = writer.disk(new byte[0], 196);

        RaidSet set = only(format.find(ImsmSets.disks(List.of(disk, disk))));

        assertThat(set.volume()).isEmpty();
        assertThat(set.findings())
                .anyMatch(finding -> finding.contains("Let the original system finish the migration"));
    }

    @Test
    void twoDisksOfOneSerialAreBothShown() throws IOException {
        List<byte[]> set = ImsmSets.set(5, 3, ImsmSets.CONTENT);
        List<RaidDisk> disks = new ArrayList<>(ImsmSets.disks(set));
        disks.add(ImsmSets.disk("clone", set.get(1), Optional.of("SERIAL1")));

        RaidSet found = only(format.find(disks));

        assertThat(found.members())
                .filteredOn(member -> member.role() == Role.CONTENDER)
                .hasSize(2);
        assertThat(bytes(found)).isEqualTo(ImsmSets.CONTENT);
    }

    @Test
    void mirrorNeedsNoSerials() throws IOException {
        RaidSet set = only(format.find(withoutSerials(ImsmSets.set(1, 2, ImsmSets.CONTENT))));

        assertThat(bytes(set)).isEqualTo(ImsmSets.CONTENT);
        assertThat(set.confidence()).isGreaterThan(0.9);
    }

    @Test
    void orderIsInferredFromContentWithoutSerials(@TempDir Path folder) throws IOException {
        byte[] content = ExtImage.of(folder, 4);
        Random random = new Random(5);
        for (int[] each : new int[][] {{5, 4}, {0, 3}, {10, 4}}) {
            List<byte[]> members = ImsmSets.members(each[0], each[1], content);
            int perMember = members.get(0).length / 512;
            ImsmWriter writer = ImsmSets.group(each[0], each[1], content.length / 512, perMember);
            List<byte[]> set = new ArrayList<>(members.stream()
                    .map(bytes -> writer.disk(bytes, perMember + 100))
                    .toList());
            Collections.shuffle(set, random);

            RaidSet found = only(format.find(withoutSerials(set)));

            assertThat(found.confidence()).as(found.toString()).isEqualTo(0.9);
            assertThat(Arrays.equals(bytes(found), content))
                    .as(Arrays.toString(each))
                    .isTrue();
            assertThat(found.evidence()).anyMatch(text -> text.contains("inferred from content"));
        }
    }

    @Test
    void undecidedOrderAsksForSerials() throws IOException {
        RaidSet set = only(format.find(withoutSerials(ImsmSets.set(5, 3, ImsmSets.CONTENT))));

        assertThat(set.confidence()).isLessThanOrEqualTo(0.5);
        assertThat(set.alternatives()).hasSize(5);
        assertThat(set.findings()).anyMatch(finding -> finding.contains("--serial disk0=..."));
    }

    @Test
    void foreignDisksAndGroupsAreKeptApart() throws IOException {
        List<RaidDisk> disks = new ArrayList<>(ImsmSets.disks(ImsmSets.set(5, 3, ImsmSets.CONTENT)));
        ImsmWriter other = ImsmSets.group(1, 2, 192, 192);
        other.originalFamily = 0x5555;
        disks.add(1, ImsmSets.disk("other", other.disk(ImsmSets.CONTENT, 292), Optional.of("SERIAL1")));
        disks.add(ImsmSets.disk("blank", new byte[100_000], Optional.of("SERIAL2")));

        List<RaidSet> found = format.find(disks);

        assertThat(found).extracting(RaidSet::level).containsExactly(RaidLevel.RAID5, RaidLevel.RAID1);
        assertThat(found).extracting(RaidSet::state).containsExactly(RaidState.OPTIMAL, RaidState.DEGRADED);
    }

    @Test
    @Tag("slow")
    void noFlippedBitOfTheRecordsIsTrusted() throws IOException {
        List<byte[]> set = ImsmSets.set(5, 3, Arrays.copyOf(ImsmSets.CONTENT, 2 * 4096));
        int anchor = set.get(0).length - 1024;
        int longer = ImsmSets.group(5, 3, 1, 1).record().length - 512;
        for (int bit = (anchor - 512) * 8; bit < (anchor + 512) * 8; bit++) {
            if (bit / 8 < anchor && bit / 8 >= anchor - 512 + longer) {
                continue;
            }
            List<byte[]> damaged = new ArrayList<>();
            for (byte[] member : set) {
                damaged.add(ImsmSets.flipped(member, bit));
            }
            for (RaidSet found : format.find(ImsmSets.disks(damaged))) {
                assertThat(found.confidence()).as("bit %d", bit).isLessThanOrEqualTo(0.5);
            }
        }
    }

    private String described(int level, int members) throws IOException {
        RaidSet set = only(format.find(ImsmSets.disks(ImsmSets.set(level, members, ImsmSets.CONTENT))));
        return "%s %s %d".formatted(set.level().label(), set.layout(), set.chunkBytes());
    }

    private static List<RaidDisk> withoutSerials(List<byte[]> set) {
        List<RaidDisk> disks = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            disks.add(ImsmSets.disk("disk" + i, set.get(i), Optional.empty()));
        }
        return disks;
    }

    private static RaidSet only(List<RaidSet> sets) {
        assertThat(sets).hasSize(1);
        return sets.get(0);
    }

    private static byte[] bytes(RaidSet set) throws IOException {
        assertThat(set.volume()).as(set.findings().toString()).isPresent();
        BlockSource volume = set.volume().get();
        ByteBuffer bytes = ByteBuffer.allocate((int) volume.size());
        volume.read(0, bytes);
        return bytes.array();
    }

    /** Numbers names as they come. */
    private static final class Counter {
        private int next;

        String numbered(String name) {
            return name + next++;
        }
    }
}
