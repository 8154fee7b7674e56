package org.p2vworkbench.disks.raid.md;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.disks.raid.md.MdSets.content;
import static org.p2vworkbench.disks.raid.md.MdSets.disks;
import static org.p2vworkbench.disks.raid.md.MdSets.find;
import static org.p2vworkbench.disks.raid.md.MdSets.only;
import static org.p2vworkbench.disks.raid.md.MdSets.read;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;
import org.p2vworkbench.fixtures.raid.MdWriter;
import org.p2vworkbench.fixtures.raid.SetWriter;

/** Sets in every format, level and layout, whole, shuffled and with members missing. */
final class MdFormatTest {

    private static final int CHUNK = 4096;

    @Test
    void everyFormatIsFoundWhateverTheOrderOfTheDisks() throws IOException {
        byte[] content = content(CHUNK * 3 * 8);
        for (String version : List.of("0.90", "1.0", "1.1", "1.2")) {
            for (ByteOrder order : version.equals("0.90")
                    ? List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                    : List.of(ByteOrder.LITTLE_ENDIAN)) {
                MdWriter writer = new MdWriter();
                writer.version = version;
                writer.order = order;
                List<RaidDisk> disks = disks(writer.members(new SetWriter(content, CHUNK).raid5(4, 2)));
                Collections.shuffle(disks, new Random(3));

                RaidSet set = only(disks);

                assertThat(set.format()).isEqualTo("md-" + version);
                assertThat(set.level()).isEqualTo(RaidLevel.RAID5);
                assertThat(set.layout()).isEqualTo("left-symmetric");
                assertThat(set.chunkBytes()).isEqualTo(CHUNK);
                assertThat(set.dataOffsetBytes()).isEqualTo(writer.dataAt());
                assertThat(set.uuid()).isEqualTo("01234567:89abcdef:fedcba98:76543210");
                assertThat(set.name()).isEqualTo(version.equals("0.90") ? "" : "old:home");
                assertThat(set.state()).isEqualTo(RaidState.OPTIMAL);
                assertThat(set.confidence()).isGreaterThan(0.9);
                assertThat(set.members())
                        .extracting(member -> member.disk().orElseThrow().name())
                        .containsExactly("disk0", "disk1", "disk2", "disk3");
                assertThat(read(set)).isEqualTo(content);
            }
        }
    }

    @Test
    void everyLayoutIsReadWithAnyOneMissing() throws IOException {
        for (int level : new int[] {4, 5, 6}) {
            for (int layout : level == 4
                    ? new int[] {0}
                    : level == 5
                            ? new int[] {0, 1, 2, 3, 4, 5}
                            : new int[] {0, 1, 2, 3, 4, 5, 8, 9, 10, 16, 17, 18, 19, 20}) {
                int members = 5;
                byte[] content = content(CHUNK * (members - (level == 6 ? 2 : 1)) * 7);
                SetWriter data = new SetWriter(content, CHUNK);
                MdWriter writer = new MdWriter();
                writer.level = level;
                writer.layout = layout;
                List<byte[]> written = writer.members(
                        level == 6 ? data.raid6(members, layout) : data.raid5(members, level == 4 ? 5 : layout));
                for (int missing = -1; missing < members; missing++) {
                    List<RaidDisk> disks = disks(written);
                    if (missing >= 0) {
                        disks.remove(missing);
                    }

                    RaidSet set = only(disks);

                    assertThat(set.state()).isEqualTo(missing < 0 ? RaidState.OPTIMAL : RaidState.DEGRADED);
                    assertThat(read(set))
                            .as("raid%d layout %d without %d", level, layout, missing)
                            .isEqualTo(content);
                }
            }
        }
    }

    @Test
    void tenIsReadInItsLayouts() throws IOException {
        for (int[] layout : new int[][] {{2, 1, 0}, {1, 2, 0}, {1, 2, 1}, {3, 1, 0}, {1, 3, 0}, {1, 3, 1}}) {
            byte[] content = content(CHUNK * 5 * 6);
            MdWriter writer = new MdWriter();
            writer.level = 10;
            writer.layout = layout[0] | layout[1] << 8 | layout[2] << 16;
            List<RaidDisk> disks = disks(
                    writer.members(new SetWriter(content, CHUNK).raid10(5, layout[0], layout[1], layout[2] == 1)));
            disks.remove(1);

            RaidSet set = only(disks);

            assertThat(set.level()).isEqualTo(RaidLevel.RAID10);
            assertThat(set.layout())
                    .isEqualTo((layout[0] > 1 ? "near=" : layout[2] == 1 ? "offset=" : "far=")
                            + Math.max(layout[0], layout[1]));
            assertThat(set.sizeBytes()).isEqualTo(content.length);
            assertThat(read(set)).as("layout 0x%x", writer.layout).isEqualTo(content);
        }
    }

    @Test
    void mirrorPrefersMembersThatAreNotWriteMostly() throws IOException {
        byte[] content = content(1 << 16);
        MdWriter writer = new MdWriter();
        writer.level = 1;
        writer.chunkSectors = 0;
        List<byte[]> written = writer.members(List.of(content(1 << 15), content));
        writer.deviceFlags = 1;
        written.set(0, writer.member(new byte[1 << 16], 0));

        RaidSet set = only(disks(written));

        assertThat(set.state()).isEqualTo(RaidState.OPTIMAL);
        assertThat(read(set)).isEqualTo(content);
    }

    @Test
    void linearJoinsWhatMembersHave() throws IOException {
        byte[] content = content(100 * 512);
        MdWriter writer = new MdWriter();
        writer.level = -1;
        writer.layout = 0;
        writer.chunkSectors = 0;
        List<RaidDisk> disks = disks(writer.members(
                List.of(Arrays.copyOf(content, 33 * 512), Arrays.copyOfRange(content, 33 * 512, 51200))));

        RaidSet set = only(disks);

        assertThat(set.level()).isEqualTo(RaidLevel.LINEAR);
        assertThat(read(set)).isEqualTo(content);
    }

    @Test
    void zonesFollowTheLayoutThatIsRecorded() throws IOException {
        byte[] content = content(CHUNK * 16);
        for (boolean original : new boolean[] {true, false}) {
            MdWriter writer = zoned();
            writer.features = 0x1000;
            writer.layout = original ? 1 : 2;
            List<byte[]> data = new SetWriter(content, CHUNK).zones(new int[] {3, 8, 5}, original);

            RaidSet set = only(disks(writer.members(data)));

            assertThat(set.layout()).isEqualTo(original ? "original" : "alternate");
            assertThat(read(set)).isEqualTo(content);
        }
    }

    @Test
    void zonesOfUnknownLayoutAreOfferedBothWays() throws IOException {
        byte[] content = content(CHUNK * 16);
        MdWriter writer = zoned();
        writer.layout = 0;
        List<byte[]> data = new SetWriter(content, CHUNK).zones(new int[] {4, 7, 5}, true);

        RaidSet set = only(disks(writer.members(data)));

        assertThat(set.volume()).isEmpty();
        assertThat(set.findings()).anyMatch(finding -> finding.contains("3.14"));
        assertThat(set.alternatives()).extracting(RaidSet::layout).containsExactly("original", "alternate");
        assertThat(read(set.alternatives().get(0))).isEqualTo(content);
        assertThat(set.alternatives()).allMatch(reading -> reading.confidence() <= 0.5);
    }

    @Test
    void spareAndJournalTakeNoSlot() throws IOException {
        byte[] content = content(CHUNK * 2 * 5);
        MdWriter writer = new MdWriter();
        List<byte[]> data = new SetWriter(content, CHUNK).raid5(3, 2);
        List<byte[]> written = writer.members(data);
        writer.roles = new int[] {0, 1, 2, 0xffff, 0xfffd};
        for (int number = 0; number < 3; number++) {
            written.set(number, writer.member(data.get(number), number));
        }
        written.add(writer.member(new byte[data.get(0).length], 3));
        written.add(writer.member(new byte[data.get(0).length], 4));

        RaidSet set = only(disks(written));

        assertThat(set.state()).isEqualTo(RaidState.OPTIMAL);
        assertThat(set.members()).extracting(RaidMember::role).endsWith(RaidMember.Role.SPARE, RaidMember.Role.JOURNAL);
        assertThat(read(set)).isEqualTo(content);
    }

    @Test
    void twoArraysAmongForeignDisksAreTwoSets() throws IOException {
        byte[] content = content(CHUNK * 2 * 5);
        MdWriter one = new MdWriter();
        MdWriter other = new MdWriter();
        other.uuidLow = 5;
        other.level = 1;
        List<byte[]> all = one.members(new SetWriter(content, CHUNK).raid5(3, 2));
        all.add(new byte[1 << 20]);
        all.addAll(other.members(new SetWriter(content, CHUNK).raid1(2)));
        all.add(new byte[100]);

        List<RaidSet> sets = find(disks(all));

        assertThat(sets).hasSize(2);
        for (RaidSet set : sets) {
            assertThat(read(set)).isEqualTo(content);
        }
    }

    private static MdWriter zoned() {
        MdWriter writer = new MdWriter();
        writer.level = 0;
        return writer;
    }
}
