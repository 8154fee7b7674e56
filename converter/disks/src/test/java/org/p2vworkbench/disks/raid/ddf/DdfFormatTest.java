package org.p2vworkbench.disks.raid.ddf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.content.ContentJudge;
import org.p2vworkbench.disks.raid.content.ExtImage;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.ddf.DdfVolume;
import org.p2vworkbench.fixtures.raid.ddf.DdfWriter;

final class DdfFormatTest {

    private static final byte[] CONTENT = DdfSets.CONTENT;

    private final DdfFormat format = new DdfFormat(new ContentJudge());

    @Test
    void levelsAndQualifiersAreReadAsTheSpecificationHasThem() throws IOException {
        SetWriter dealt = DdfSets.dealer(CONTENT);
        check(0, 0, dealt.raid0(3), "raid0 ");
        check(1, 0, dealt.raid1(2), "raid1 ");
        check(1, 1, dealt.raid1(3), "raid1 ");
        check(4, 0, dealt.raid5(3, 4), "raid4 parity-first");
        check(4, 1, dealt.raid5(3, 5), "raid4 ");
        check(5, 1, dealt.raid5(4, 3), "raid5 right-symmetric");
        check(5, 2, dealt.raid5(4, 0), "raid5 left-asymmetric");
        check(5, 3, dealt.raid5(4, 2), "raid5 left-symmetric");
        check(6, 1, dealt.raid6(5, 8), "raid6 ddf-zero-restart");
        check(6, 2, dealt.raid6(5, 9), "raid6 ddf-N-restart");
        check(6, 3, dealt.raid6(5, 10), "raid6 ddf-N-continue");
        check(0x11, 0, dealt.raid10(3, 2, 1, false), "raid10 near=2");
        check(0x0f, 0, List.of(CONTENT), "jbod ");
    }

    @Test
    void twoLostDisksOfRaid6AreComputed() throws IOException {
        List<byte[]> members = DdfSets.dealer(CONTENT).raid6(5, 10);
        List<RaidDisk> disks =
                DdfSets.disks(DdfSets.written(DdfSets.writer(5).with(DdfSets.volume(6, 3, members, CONTENT)), members));
        for (int a = 0; a < 5; a++) {
            for (int b = 0; b < a; b++) {
                List<RaidDisk> left = new ArrayList<>(disks);
                left.remove(a);
                left.remove(b);

                RaidSet set = only(format.find(left));

                assertThat(set.state()).isEqualTo(RaidState.DEGRADED);
                assertThat(Arrays.equals(bytes(set), CONTENT))
                        .as("without %d, %d", a, b)
                        .isTrue();
            }
        }
    }

    @Test
    void spansOfMirrorsAreStriped() throws IOException {
        for (int secondary : new int[] {0, 3}) {
            List<byte[]> stripes = DdfSets.dealer(CONTENT).raid0(2);
            List<byte[]> members = List.of(stripes.get(0), stripes.get(0), stripes.get(1), stripes.get(1));
            DdfVolume volume = DdfSets.volume(1, 0, members, CONTENT)
                    .spanned(secondary, List.of(DdfSets.references(0, 2), DdfSets.references(2, 2)));
            List<RaidDisk> disks =
                    DdfSets.disks(DdfSets.written(DdfSets.writer(4).with(volume), members));
            Collections.reverse(disks);

            RaidSet set = only(format.find(disks));
            RaidSet degraded = only(format.find(disks.subList(1, 3)));

            assertThat(described(set)).isEqualTo("raid10 near=2");
            assertThat(Arrays.equals(bytes(set), CONTENT)).isTrue();
            assertThat(Arrays.equals(bytes(degraded), CONTENT)).isTrue();
            assertThat(degraded.members())
                    .extracting(member -> member.role())
                    .containsExactly(Role.MISSING, Role.ACTIVE, Role.ACTIVE, Role.MISSING);
        }
    }

    @Test
    void spansOfParityAlternateRowByRow() throws IOException {
        List<byte[]> spans = new SetWriter(CONTENT, 2 * DdfSets.STRIP).raid0(2);
        List<byte[]> members = new ArrayList<>(DdfSets.dealer(spans.get(0)).raid5(3, 2));
        members.addAll(DdfSets.dealer(spans.get(1)).raid5(3, 2));
        DdfVolume volume = DdfSets.volume(5, 3, members, CONTENT)
                .spanned(0, List.of(DdfSets.references(0, 3), DdfSets.references(3, 3)));

        RaidSet set =
                only(format.find(DdfSets.disks(DdfSets.written(DdfSets.writer(6).with(volume), members))));

        assertThat(described(set)).isEqualTo("raid50 left-symmetric");
        assertThat(Arrays.equals(bytes(set), CONTENT)).isTrue();
        assertThat(set.confidence()).isEqualTo(0.75);
        assertThat(set.alternatives()).isNotEmpty();
    }

    @Test
    void membersOfConcatenationFollowOneAnother() throws IOException {
        List<byte[]> parts = List.of(
                Arrays.copyOf(CONTENT, CONTENT.length / 2),
                Arrays.copyOfRange(CONTENT, CONTENT.length / 2, CONTENT.length));

        check(0x1f, 0, parts, "linear ");
    }

    @Test
    void secondVolumeStartsWhereItsRecordSays() throws IOException {
        List<byte[]> first = DdfSets.dealer(CONTENT).raid0(2);
        byte[] more = Arrays.copyOfRange(CONTENT, 4096, 3 * 4096);
        DdfWriter writer = DdfSets.writer(2)
                .with(DdfSets.volume(0, 0, first, CONTENT))
                .with(DdfVolume.of(1, 0, 0xff, 16, DdfSets.references(0, 2))
                        .named(0x12, "second")
                        .at(200));
        List<byte[]> members = new ArrayList<>();
        for (byte[] each : first) {
            byte[] data = Arrays.copyOf(each, 216 * 512);
            System.arraycopy(more, 0, data, 200 * 512, more.length);
            members.add(data);
        }

        List<RaidSet> sets = format.find(DdfSets.disks(DdfSets.written(writer, members)));

        assertThat(sets).extracting(RaidSet::name).containsExactly("data", "second");
        assertThat(Arrays.equals(bytes(sets.get(0)), CONTENT)).isTrue();
        assertThat(Arrays.equals(bytes(sets.get(1)), more)).isTrue();
    }

    @Test
    void variantsOfWritersAreAllRead() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            for (int blockBytes : new int[] {512, 4096}) {
                for (DdfWriter.Crc crc : List.of(DdfWriter.Crc.PLAIN, DdfWriter.Crc.INVERTED)) {
                    for (int anchor : new int[] {1, 257, 40}) {
                        checkVariant(order, blockBytes, crc, anchor);
                    }
                }
            }
        }
    }

    private void checkVariant(ByteOrder order, int blockBytes, DdfWriter.Crc crc, int anchor) throws IOException {
        List<byte[]> members = new SetWriter(CONTENT, 8192).raid5(3, 2);
        DdfWriter writer = DdfSets.writer(3);
        writer.order = order;
        writer.blockBytes = blockBytes;
        writer.crc = crc;
        writer.anchorFromEnd = anchor;
        int shift = blockBytes == 512 ? 4 : 1;
        writer.with(DdfVolume.of(5, 3, shift, members.get(0).length / blockBytes, DdfSets.references(0, 3))
                .sized(CONTENT.length / blockBytes));

        RaidSet set = only(format.find(DdfSets.disks(DdfSets.written(writer, members))));

        assertThat(Arrays.equals(bytes(set), CONTENT))
                .as("%s, blocks of %d, %s, anchor at n-%d", order, blockBytes, crc, anchor)
                .isTrue();
        assertThat(set.confidence()).isGreaterThan(0.9);
        assertThat(set.evidence())
                .anyMatch(text -> text.contains(
                        crc == DdfWriter.Crc.PLAIN ? "as mdadm computes it" : "as CRC-32 is usually computed"));
    }

    @Test
    void wrongChecksumIsReadAndDoubted() throws IOException {
        List<byte[]> members = DdfSets.dealer(CONTENT).raid5(3, 2);
        DdfWriter writer = DdfSets.writer(3).with(DdfSets.volume(5, 3, members, CONTENT));
        writer.crc = DdfWriter.Crc.WRONG;

        RaidSet set = only(format.find(DdfSets.disks(DdfSets.written(writer, members))));

        assertThat(Arrays.equals(bytes(set), CONTENT)).isTrue();
        assertThat(set.confidence()).isLessThanOrEqualTo(0.5);
        assertThat(set.findings()).anyMatch(text -> text.contains("checksum"));
    }

    @Test
    void statesOfDisksDecideWhetherTheyAreRead() throws IOException {
        for (Object[] each : new Object[][] {
            {2, Role.FAILED}, {3, Role.FAILED}, {5, Role.REBUILDING}, {0x41, Role.STALE}, {0, Role.FAILED}
        }) {
            List<byte[]> members = new ArrayList<>(DdfSets.dealer(CONTENT).raid5(3, 2));
            DdfWriter writer = DdfSets.writer(3).with(DdfSets.volume(5, 3, members, CONTENT));
            writer.disks.set(1, new DdfWriter.Disk(DdfSets.reference(1), 0x2002, (int) each[0]));
            members.set(1, new byte[members.get(1).length]);

            RaidSet set = only(format.find(DdfSets.disks(DdfSets.written(writer, members))));

            assertThat(set.members().get(1).role()).isEqualTo(each[1]);
            assertThat(Arrays.equals(bytes(set), CONTENT)).isTrue();
        }
    }

    @Test
    void diskThatIsBehindIsNotRead() throws IOException {
        List<byte[]> members = DdfSets.dealer(CONTENT).raid5(3, 2);
        DdfVolume volume = DdfSets.volume(5, 3, members, CONTENT);
        DdfWriter old = DdfSets.writer(3).with(volume);
        DdfWriter now = DdfSets.writer(3).with(volume.states(1, 2, 9));
        now.sequence = 20;
        List<byte[]> set = new ArrayList<>(DdfSets.written(now, members));
        set.set(2, old.disk(DdfSets.reference(2), new byte[members.get(2).length]));

        RaidSet found = only(format.find(DdfSets.disks(set)));

        assertThat(found.members().get(2).role()).isEqualTo(Role.STALE);
        assertThat(found.members().get(2).note()).contains("sequence 7, the newest has 20");
        assertThat(Arrays.equals(bytes(found), CONTENT)).isTrue();
    }

    @Test
    void mixedAgesAreNeverChosenSilently() throws IOException {
        List<byte[]> members = DdfSets.dealer(CONTENT).raid0(2);
        DdfVolume volume = DdfSets.volume(0, 0, members, CONTENT);
        DdfWriter now = DdfSets.writer(2).with(volume.states(4, 2, 9));
        now.sequence = 20;
        List<byte[]> set = List.of(
                now.disk(DdfSets.reference(0), members.get(0)),
                DdfSets.writer(2).with(volume).disk(DdfSets.reference(1), members.get(1)));

        RaidSet found = only(format.find(DdfSets.disks(set)));

        assertThat(found.state()).isEqualTo(RaidState.FAILED);
        assertThat(found.volume()).isEmpty();
        assertThat(found.alternatives()).hasSize(1);
        assertThat(found.alternatives().get(0).confidence()).isLessThan(0.5);
        assertThat(Arrays.equals(bytes(found.alternatives().get(0)), CONTENT)).isTrue();
    }

    @Test
    void twoDisksOfOneReferenceAreBothShown() throws IOException {
        List<byte[]> set = new ArrayList<>(DdfSets.raid5());
        set.add(set.get(1));

        RaidSet found = only(format.find(DdfSets.disks(set)));

        assertThat(found.members())
                .filteredOn(member -> member.role() == Role.CONTENDER)
                .hasSize(2);
        assertThat(Arrays.equals(bytes(found), CONTENT)).isTrue();
    }

    @Test
    void groupsAreKeptApartAndSparesNamed() throws IOException {
        List<RaidDisk> disks = new ArrayList<>(DdfSets.disks(DdfSets.raid5()));
        DdfWriter other = DdfSets.writer(2).with(DdfSets.volume(1, 0, List.of(CONTENT, CONTENT), CONTENT));
        other.groupId = 0x99;
        other.disks.add(new DdfWriter.Disk(0xd5, 0x2004, 1));
        disks.add(DdfSets.disk("other", other.disk(DdfSets.reference(1), CONTENT)));
        disks.add(DdfSets.disk("spare", other.disk(0xd5, CONTENT)));
        disks.add(DdfSets.disk("blank", new byte[200_000]));

        List<RaidSet> found = format.find(disks);

        assertThat(found).extracting(RaidSet::level).containsExactly(RaidLevel.RAID5, RaidLevel.RAID1);
        assertThat(found).extracting(RaidSet::state).containsExactly(RaidState.OPTIMAL, RaidState.DEGRADED);
        assertThat(found.get(1).members())
                .extracting(member -> member.role())
                .containsExactly(Role.MISSING, Role.ACTIVE, Role.SPARE);
    }

    @Test
    void disputedQualifierIsSettledByContent(@TempDir Path folder) throws IOException {
        byte[] content = ExtImage.of(folder, 4);
        for (int layout : new int[] {0, 1, 3}) {
            List<byte[]> members = DdfSets.dealer(content).raid5(4, layout);
            DdfWriter writer = DdfSets.writer(4).with(DdfSets.volume(5, 0, members, content));
            writer.pciVendor = layout == 0 ? 0x9005 : 0x1000;

            RaidSet set = only(format.find(DdfSets.disks(DdfSets.written(writer, members))));

            assertThat(set.confidence())
                    .as("layout %d: %s", layout, set.findings())
                    .isEqualTo(0.9);
            assertThat(Arrays.equals(bytes(set), content))
                    .as("layout %d", layout)
                    .isTrue();
        }
    }

    @Test
    void disputedQualifierWithoutContentIsLeftOpen() throws IOException {
        List<byte[]> members = DdfSets.dealer(CONTENT).raid5(4, 1);
        RaidSet set = only(format.find(DdfSets.disks(
                DdfSets.written(DdfSets.writer(4).with(DdfSets.volume(5, 0, members, CONTENT)), members))));

        assertThat(set.layout()).isEqualTo("right-asymmetric");
        assertThat(set.confidence()).isEqualTo(0.5);
        assertThat(set.alternatives())
                .extracting(RaidSet::layout)
                .containsExactly("right-symmetric", "left-asymmetric");
    }

    @Test
    void adaptecLeavesTheMemberMaximumOpen() throws IOException {
        List<byte[]> members = DdfSets.dealer(CONTENT).raid5(3, 2);
        DdfWriter writer = DdfSets.writer(3).with(DdfSets.volume(5, 3, members, CONTENT));
        writer.pciVendor = 0x9005;
        writer.elementsUnlimited = true;
        writer.anchorFromEnd = 257;

        RaidSet set = only(format.find(DdfSets.disks(DdfSets.written(writer, members))));

        assertThat(Arrays.equals(bytes(set), CONTENT)).isTrue();
        assertThat(set.findings()).anyMatch(text -> text.contains("257 blocks from the end"));
    }

    @Test
    void undocumentedLevelsAreRefusedByName() throws IOException {
        List<byte[]> members = DdfSets.dealer(CONTENT).raid0(4);
        RaidSet set = only(format.find(DdfSets.disks(
                DdfSets.written(DdfSets.writer(4).with(DdfSets.volume(0x25, 3, members, CONTENT)), members))));

        assertThat(set.volume()).isEmpty();
        assertThat(set.findings()).anyMatch(text -> text.contains("RAID 5EE"));
    }

    @Test
    void morphingVolumeIsRefused() throws IOException {
        List<byte[]> members = DdfSets.dealer(CONTENT).raid0(2);
        DdfVolume volume = DdfSets.volume(0, 0, members, CONTENT).states(8, 2, 5);

        RaidSet set =
                only(format.find(DdfSets.disks(DdfSets.written(DdfSets.writer(2).with(volume), members))));

        assertThat(set.volume()).isEmpty();
        assertThat(set.findings()).anyMatch(text -> text.contains("changing the volume's level"));
    }

    @Test
    void openPrimaryGivesWayToTheSecondary() throws IOException {
        List<byte[]> set = DdfSets.raid5();
        for (byte[] disk : set) {
            DdfWriter open = DdfSets.writer(3);
            open.openFlag = 1;
            // Only the flag: its checksum is then wrong, as after a torn update.
            disk[open.primaryBlock(disk.length / 512) * 512 + 0x30] = 1;
        }

        RaidSet found = only(format.find(DdfSets.disks(set)));

        assertThat(Arrays.equals(bytes(found), CONTENT)).isTrue();
        assertThat(found.confidence()).isGreaterThan(0.9);
    }

    private void check(int level, int qualifier, List<byte[]> members, String described) throws IOException {
        DdfWriter writer = DdfSets.writer(members.size()).with(DdfSets.volume(level, qualifier, members, CONTENT));
        List<RaidDisk> disks = DdfSets.disks(DdfSets.written(writer, members));
        Collections.reverse(disks);

        RaidSet set = only(format.find(disks));

        assertThat(described(set)).isEqualTo(described);
        assertThat(Arrays.equals(bytes(set), CONTENT)).as(described).isTrue();
        assertThat(set.state()).isEqualTo(RaidState.OPTIMAL);
        assertThat(set.confidence()).isGreaterThan(0.9);
    }

    private static String described(RaidSet set) {
        return set.level().label() + " " + set.layout();
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
}
