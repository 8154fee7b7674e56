package org.p2vworkbench.disks.raid.md;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.fixtures.raid.RealSet;
import org.p2vworkbench.fixtures.raid.RealSets;
import org.p2vworkbench.fixtures.raid.RealVolume;
import org.p2vworkbench.fixtures.raid.SectorPattern;

/** Sets that mdadm made, byte for byte, with any one member missing, and any two where the level bears that. */
@Tag("slow")
final class RealMdSetsTest {

    private static final int STEP_SECTORS = 2048;

    static Stream<RealSet> sets() throws IOException {
        Optional<String> obstacle = RealSets.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        return RealSets.all().stream()
                .filter(set -> set.format().startsWith("md-") && !set.volumes().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void readsAsTheKernelWroteIt(RealSet real) throws IOException {
        RealVolume volume = real.volumes().get(0);
        try (Disks disks = new Disks(real)) {
            RaidSet found = only(disks.shuffled());
            if (real.name().contains("reshaping")) {
                assertThat(found.volume()).isEmpty();
                assertThat(found.findings())
                        .anyMatch(finding -> finding.contains("of 3 members") && finding.contains("of 4 members"));
                return;
            }

            assertThat(found.format()).isEqualTo(real.format());
            assertThat(found.level().label()).isEqualTo(volume.level());
            assertThat(found.uuid()).isEqualTo(volume.uuid());
            assertThat(found.chunkBytes()).isEqualTo(volume.chunkBytes());
            assertThat(found.sizeBytes()).isEqualTo(volume.sizeBytes());
            slotsAgree(found, volume, disks);
            bytesAgree(found, volume, "all there");
            examineAgrees(found, real);
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void readsWithMembersMissing(RealSet real) throws IOException {
        RealVolume volume = real.volumes().get(0);
        boolean bearsLoss =
                List.of("raid1", "raid4", "raid5", "raid6", "raid10").contains(volume.level());
        boolean whole = !volume.slots().contains(-1)
                && real.badSectors().isEmpty()
                && Stream.of("reshaping", "recovering", "failed", "stale").noneMatch(real.name()::contains);
        if (!bearsLoss || !whole) {
            return;
        }
        try (Disks disks = new Disks(real)) {
            int members = real.members().size();
            for (int first = 0; first < members; first++) {
                for (int second = first; second < (volume.level().equals("raid6") ? members : first + 1); second++) {
                    bytesAgree(
                            only(disks.without(first, second)),
                            volume,
                            "%s without %d and %d".formatted(real.name(), first, second));
                }
            }
        }
    }

    private static RaidSet only(List<RaidDisk> disks) throws IOException {
        List<RaidSet> found = new MdFormat().find(disks);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static void slotsAgree(RaidSet found, RealVolume volume, Disks disks) {
        for (int slot = 0; slot < volume.slots().size(); slot++) {
            int at = slot;
            int member = volume.slots().get(slot);
            Optional<RaidMember> read = found.members().stream()
                    .filter(candidate -> candidate.index() == at)
                    .filter(candidate -> candidate.role() == RaidMember.Role.ACTIVE
                            || candidate.role() == RaidMember.Role.REBUILDING)
                    .findFirst();
            assertThat(read.flatMap(RaidMember::disk)).as("slot %d", slot).isEqualTo(disks.number(member));
        }
    }

    private static void bytesAgree(RaidSet found, RealVolume volume, String what) throws IOException {
        assertThat(found.volume()).as("%s: %s", what, found.findings()).isPresent();
        BlockSource bytes = found.volume().orElseThrow();
        for (long at = 0; at < bytes.size(); at += (long) STEP_SECTORS * SectorPattern.SECTOR) {
            int length = (int) Math.min((long) STEP_SECTORS * SectorPattern.SECTOR, bytes.size() - at);
            ByteBuffer into = ByteBuffer.allocate(length);
            bytes.read(at, into);
            byte[] expected = SectorPattern.bytes(
                    volume.firstSector() + at / SectorPattern.SECTOR, length / SectorPattern.SECTOR);
            int differs = Arrays.mismatch(into.array(), expected);
            assertThat(differs < 0 ? -1 : at + differs)
                    .as(what + ": first wrong byte")
                    .isEqualTo(-1);
        }
    }

    /** What another program read of the same superblocks. */
    private static void examineAgrees(RaidSet found, RealSet real) throws IOException {
        for (int member = 0; member < real.members().size(); member++) {
            String examined = real.examined(member);
            field(examined, "(?:Array UUID|UUID) : ([0-9a-f:]+)")
                    .ifPresent(uuid -> assertThat(uuid).isEqualTo(found.uuid()));
            field(examined, "Raid Level : (\\S+)").ifPresent(level -> assertThat(level)
                    .isEqualTo(found.level().label()));
            if (found.level().label().matches("raid(5|6|10)")) {
                field(examined, "Layout : (\\S+)")
                        .ifPresent(layout -> assertThat(layout).isEqualTo(found.layout()));
            }
            field(examined, "Data Offset : (\\d+) sectors")
                    .ifPresent(
                            sectors -> assertThat(Long.parseLong(sectors) * 512).isEqualTo(found.dataOffsetBytes()));
        }
    }

    private static Optional<String> field(String examined, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(examined);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The members of a set, opened. */
    private static final class Disks implements Closeable {

        private final List<RaidDisk> disks = new ArrayList<>();

        Disks(RealSet real) throws IOException {
            for (int member = 0; member < real.members().size(); member++) {
                disks.add(RaidDisk.of(new Scribbled(
                        RawFile.open(real.members().get(member)),
                        real.badSectors().getOrDefault(member, List.of()))));
            }
        }

        Optional<RaidDisk> number(int member) {
            return member < 0 ? Optional.empty() : Optional.of(disks.get(member));
        }

        List<RaidDisk> shuffled() {
            List<RaidDisk> order = new ArrayList<>(disks);
            Collections.shuffle(order, new Random(11));
            return order;
        }

        List<RaidDisk> without(int first, int second) {
            List<RaidDisk> left = new ArrayList<>(disks);
            left.remove(disks.get(first));
            left.remove(disks.get(second));
            return left;
        }

        @Override
        public void close() throws IOException {
            for (RaidDisk disk : disks) {
                disk.bytes().close();
            }
        }
    }

    /** A member whose sectors listed as bad hold rubbish, to see that it is not read. */
    private record Scribbled(RawFile file, List<RealSet.BadSectors> bad) implements BlockSource {

        @Override
        public String name() {
            return file.name();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            int start = into.position();
            file.read(offset, into);
            for (RealSet.BadSectors range : bad) {
                long from = Math.max(range.first() * 512, offset);
                long to = Math.min((range.first() + range.count()) * 512, offset + into.position() - start);
                for (long at = from; at < to; at++) {
                    into.put(start + (int) (at - offset), (byte) 0xee);
                }
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
