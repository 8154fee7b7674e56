package org.p2vworkbench.disks.raid.md;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.p2vworkbench.disks.raid.md.MdSets.content;
import static org.p2vworkbench.disks.raid.md.MdSets.disks;
import static org.p2vworkbench.disks.raid.md.MdSets.find;
import static org.p2vworkbench.disks.raid.md.MdSets.only;
import static org.p2vworkbench.disks.raid.md.MdSets.read;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;
import org.p2vworkbench.fixtures.raid.MdWriter;
import org.p2vworkbench.fixtures.raid.SetWriter;

/** Sets something has happened to: what is read must be right, and what cannot be known must be said. */
final class MdDamageTest {

    private static final int CHUNK = 4096;

    private final byte[] content = content(CHUNK * 2 * 8);
    private final List<byte[]> data = new SetWriter(content, CHUNK).raid5(3, 2);
    private final MdWriter writer = new MdWriter();

    @Test
    void memberBehindIsNotRead() throws IOException {
        List<byte[]> written = writer.members(data);
        writer.events -= 5;
        written.set(1, writer.member(new byte[data.get(1).length], 1));

        RaidSet set = only(disks(written));

        assertThat(set.state()).isEqualTo(RaidState.DEGRADED);
        assertThat(set.members().get(1).role()).isEqualTo(RaidMember.Role.STALE);
        assertThat(set.members().get(1).note()).contains("5 events behind");
        assertThat(read(set)).isEqualTo(content);
    }

    @Test
    void memberOneEventBehindIsRead() throws IOException {
        List<byte[]> written = writer.members(data);
        writer.events -= 1;
        written.set(1, writer.member(data.get(1), 1));

        assertThat(only(disks(written)).state()).isEqualTo(RaidState.OPTIMAL);
    }

    @Test
    void tooManyBehindAreOfferedOnlyAsAChoice() throws IOException {
        List<byte[]> written = writer.members(data);
        writer.events -= 5;
        written.set(1, writer.member(data.get(1), 1));

        RaidSet set = only(disks(written.subList(0, 2)));

        assertThat(set.state()).isEqualTo(RaidState.FAILED);
        assertThat(set.findings()).anyMatch(finding -> finding.contains("Add the missing disks"));
        assertThat(set.alternatives()).singleElement().satisfies(forced -> {
            assertThat(forced.confidence()).isLessThan(0.5);
            assertThat(read(forced)).isEqualTo(content);
        });
    }

    @Test
    void memberTheNewestCallsFaultyIsNotRead() throws IOException {
        List<byte[]> written = writer.members(data);
        writer.roles = new int[] {0, 0xfffe, 2};
        writer.events += 1;
        written.set(0, writer.member(data.get(0), 0));
        written.set(2, writer.member(data.get(2), 2));

        RaidSet set = only(disks(written));

        assertThat(set.members().get(1).role()).isEqualTo(RaidMember.Role.FAILED);
        assertThat(set.state()).isEqualTo(RaidState.DEGRADED);
        assertThat(read(set)).isEqualTo(content);
    }

    @Test
    void halvesOfAMirrorThatRanAloneAreNotMixedSilently() throws IOException {
        writer.level = 1;
        writer.disks = 2;
        writer.roles = new int[] {0, 0xfffe};
        byte[] first = writer.member(content, 0);
        writer.roles = new int[] {0xfffe, 1};
        writer.events += 1;
        byte[] second = writer.member(new byte[content.length], 1);

        RaidSet set = only(disks(List.of(first, second)));

        assertThat(set.confidence()).isLessThanOrEqualTo(0.5);
        assertThat(set.findings()).anyMatch(finding -> finding.contains("written to separately"));
    }

    @Test
    void twoDisksForOneSlotAreLeftToTheOperator() throws IOException {
        List<byte[]> written = writer.members(data);
        written.add(writer.member(new byte[data.get(1).length], 1));

        RaidSet set = only(disks(written));

        assertThat(set.members())
                .filteredOn(member -> member.index() == 1)
                .extracting(RaidMember::role)
                .containsExactly(RaidMember.Role.CONTENDER, RaidMember.Role.CONTENDER);
        assertThat(set.state()).isEqualTo(RaidState.DEGRADED);
        assertThat(set.confidence()).isLessThanOrEqualTo(0.5);
        assertThat(read(set)).isEqualTo(content);
        assertThat(set.alternatives()).hasSize(2);
    }

    @Test
    void damagedSuperblockIsSaidAndNotTrusted() throws IOException {
        List<byte[]> written = writer.members(data);
        written.get(2)[writer.superblockAt(0) + 0xc0] ^= 1;

        RaidSet set = only(disks(written));

        assertThat(set.confidence()).isLessThanOrEqualTo(0.5);
        assertThat(set.findings())
                .anyMatch(finding -> finding.startsWith("disk2: the md superblock's checksum is wrong"));
    }

    @Test
    void superblockInAnotherPlaceThanItSaysIsNone() throws IOException {
        List<byte[]> written = writer.members(data);
        byte[] shifted = Arrays.copyOfRange(written.get(0), 4096, written.get(0).length);

        assertThat(find(disks(List.of(shifted)))).isEmpty();
    }

    @Test
    void badBlocksAreComputedFromTheOthers() throws IOException {
        List<byte[]> written = writer.members(data);
        writer.bad = List.of(new int[] {3, 2}, new int[] {20, 1});
        byte[] scribbled = data.get(1).clone();
        Arrays.fill(scribbled, 3 * 512, 5 * 512, (byte) 0xee);
        Arrays.fill(scribbled, 20 * 512, 21 * 512, (byte) 0xee);
        written.set(1, writer.member(scribbled, 1));
        writer.bad = List.of(new int[] {6, 1});
        byte[] other = data.get(2).clone();
        Arrays.fill(other, 6 * 512, 7 * 512, (byte) 0xdd);
        written.set(2, writer.member(other, 2));

        RaidSet set = only(disks(written));

        assertThat(set.state()).isEqualTo(RaidState.OPTIMAL);
        assertThat(set.findings()).anyMatch(finding -> finding.contains("disk1: 1536 bytes are listed as bad"));
        assertThat(read(set)).isEqualTo(content);
    }

    @Test
    void sectorsBadOnTwoMembersAreAnErrorAndNotRubbish() throws IOException {
        List<byte[]> written = writer.members(data);
        writer.bad = List.of(new int[] {3, 1});
        written.set(1, writer.member(data.get(1), 1));
        written.set(2, writer.member(data.get(2), 2));

        RaidSet set = only(disks(written));

        assertThatThrownBy(() -> read(set)).isInstanceOf(IOException.class).hasMessageContaining("md has noted");
    }

    @Test
    void halfFilledMemberIsReadAsFarAsItIs() throws IOException {
        List<byte[]> written = writer.members(data);
        writer.features = 2;
        writer.recoveredSectors = 24;
        byte[] half = Arrays.copyOf(Arrays.copyOf(data.get(1), 24 * 512), data.get(1).length);
        written.set(1, writer.member(half, 1));

        RaidSet set = only(disks(written));

        assertThat(set.state()).isEqualTo(RaidState.DEGRADED);
        assertThat(set.members().get(1).role()).isEqualTo(RaidMember.Role.REBUILDING);
        assertThat(read(set)).isEqualTo(content);
    }

    @Test
    void originalIsReadRatherThanItsReplacement() throws IOException {
        List<byte[]> written = writer.members(data);
        writer.roles = new int[] {0, 1, 2, 1};
        for (int number = 0; number < 3; number++) {
            written.set(number, writer.member(data.get(number), number));
        }
        writer.features = 0x10 | 2;
        writer.recoveredSectors = 8;
        written.add(writer.member(new byte[data.get(1).length], 3));

        RaidSet set = only(disks(written));

        assertThat(set.state()).isEqualTo(RaidState.OPTIMAL);
        assertThat(read(set)).isEqualTo(content);
    }

    @Test
    void reshapeUnderWayIsRefusedWithBothGeometries() throws IOException {
        writer.features = 4;
        List<byte[]> written = writer.members(data);
        for (byte[] member : written) {
            writer.patch(member, 0x64, 5, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 128);
        }

        RaidSet set = only(disks(written));

        assertThat(set.volume()).isEmpty();
        assertThat(set.findings())
                .anyMatch(finding -> finding.contains("stopped at byte 0x200000")
                        && finding.contains("from raid5 of 2 members, chunks of 4 KiB")
                        && finding.contains("to raid5 of 3 members, chunks of 64 KiB"));
    }

    @Test
    void unknownFeatureIsRefused() throws IOException {
        writer.features = 0x10000;

        RaidSet set = only(disks(writer.members(data)));

        assertThat(set.volume()).isEmpty();
        assertThat(set.findings()).anyMatch(finding -> finding.contains("0x10000"));
    }

    @Test
    void dirtyAndDegradedIsLessSure() throws IOException {
        writer.clean = false;

        RaidSet set = only(disks(writer.members(data).subList(0, 2)));

        assertThat(set.state()).isEqualTo(RaidState.DEGRADED);
        assertThat(set.confidence()).isLessThan(0.9);
        assertThat(set.findings()).anyMatch(finding -> finding.contains("where parity was being written"));
    }

    @Test
    void journalIsWarnedOf() throws IOException {
        writer.features = 0x200;

        RaidSet set = only(disks(writer.members(data)));

        assertThat(set.findings()).anyMatch(finding -> finding.contains("journal device"));
        assertThat(set.confidence()).isLessThan(0.9);
    }

    @Test
    void memberCutShortIsAMissingOne() throws IOException {
        List<byte[]> written = writer.members(data);
        written.set(1, Arrays.copyOf(written.get(1), written.get(1).length - 512));

        RaidSet set = only(disks(written));

        assertThat(read(set)).isEqualTo(content);
        assertThat(set.state()).isEqualTo(RaidState.DEGRADED);
    }

    @Test
    void partitionIsTakenForTheMemberAndNotTheDiskItEnds() throws IOException {
        writer.version = "0.90";
        writer.level = 1;
        byte[] member = writer.members(List.of(content, content)).get(0);
        byte[] disk = new byte[member.length + (1 << 20)];
        System.arraycopy(member, 0, disk, 1 << 20, member.length);
        RaidDisk whole = RaidDisk.of(new MemorySource("sda", disk));
        RaidDisk partition =
                new RaidDisk("sda1", new MemorySource("sda1", member), Optional.empty(), Optional.empty(), false);

        RaidSet set = only(List.of(whole, partition));

        assertThat(set.disks()).extracting(RaidDisk::name).contains("sda1");
        assertThat(set.members().get(0).disk()).contains(partition);
        assertThat(read(set)).isEqualTo(content);
        assertThat(set.findings()).anyMatch(finding -> finding.contains("sda1 has the size of a member"));
    }

    @Test
    void olderArrayOnADiskIsDoubted() throws IOException {
        List<byte[]> written = writer.members(data);
        MdWriter later = new MdWriter();
        later.version = "0.90";
        later.level = 1;
        later.uuidLow = 77;
        later.updated = writer.updated + 1000;
        byte[] reused = later.members(List.of(written.get(0), written.get(0))).get(0);

        List<RaidSet> sets = find(disks(List.of(reused, written.get(1), written.get(2))));

        assertThat(sets).hasSize(2);
        assertThat(sets)
                .filteredOn(set -> set.format().equals("md-1.2"))
                .allMatch(set -> set.confidence() <= 0.5
                        && set.findings().stream().anyMatch(finding -> finding.contains("later md superblock")));
    }
}
