package org.p2vworkbench.disks.raid.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;
import org.p2vworkbench.fixtures.OutsideTool;

/** What every metadata format of small fixed records must do. A test class per format gives its samples. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FormatContract {

    private static final int FLIPS = 120;

    private final RaidFormat format;
    private final String name;
    private final Optional<String> blkidType;

    /** @param blkidType what libblkid calls a member; empty when it does not know one */
    protected FormatContract(RaidFormat format, String name, Optional<String> blkidType) {
        this.format = format;
        this.name = name;
        this.blkidType = blkidType;
    }

    protected abstract List<Sample> samples();

    /** Bytes of the first disk that a checksum covers, from and to; none where the format has none. */
    protected abstract Optional<int[]> checked();

    protected final List<RaidSet> find(List<byte[]> disks) throws IOException {
        return format.find(Sample.named(disks));
    }

    /** The only set among disks. */
    protected final RaidSet only(List<byte[]> disks) throws IOException {
        List<RaidSet> sets = find(disks);
        assertThat(sets).hasSize(1);
        return sets.get(0);
    }

    protected static List<Role> roles(RaidSet set) {
        return set.members().stream().map(member -> member.role()).toList();
    }

    protected static byte[] read(RaidSet set) throws IOException {
        BlockSource volume = set.volume().orElseThrow(() -> new AssertionError(set.findings()));
        ByteBuffer into = ByteBuffer.allocate((int) volume.size());
        volume.read(0, into);
        return into.array();
    }

    protected static byte[] changed(byte[] disk, int at, int value) {
        byte[] other = disk.clone();
        other[at] = (byte) value;
        return other;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void setIsFoundWhole(Sample sample) throws IOException {
        List<RaidDisk> disks = sample.named();

        List<RaidSet> sets = format.find(disks);

        assertThat(sets).hasSize(1);
        RaidSet set = sets.get(0);
        assertThat(set.format()).isEqualTo(name);
        assertThat(set.level()).isEqualTo(sample.level());
        assertThat(set.layout()).isEqualTo(sample.layout());
        assertThat(set.chunkBytes()).isEqualTo(sample.chunkBytes());
        assertThat(set.uuid()).isEqualTo(sample.uuid());
        assertThat(set.sizeBytes()).isEqualTo(sample.volume().length);
        assertThat(set.state()).as("%s", set.findings()).isEqualTo(RaidState.OPTIMAL);
        assertThat(set.confidence()).isGreaterThan(0.5);
        assertThat(set.members())
                .extracting(member -> member.disk().orElseThrow())
                .isEqualTo(disks);
        assertThat(roles(set)).containsOnly(Role.ACTIVE);
        assertThat(read(set)).isEqualTo(sample.volume());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void orderOfTheDisksSaysNothing(Sample sample) throws IOException {
        List<byte[]> reversed = new ArrayList<>(sample.disks());
        Collections.reverse(reversed);

        assertThat(read(only(reversed))).isEqualTo(sample.volume());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void missingMemberIsComputedOrNamed(Sample sample) throws IOException {
        for (int gone = 0; gone < sample.disks().size(); gone++) {
            List<byte[]> left = new ArrayList<>(sample.disks());
            left.remove(gone);
            if (left.isEmpty()) {
                continue;
            }

            RaidSet set = only(left);

            if (List.of(RaidLevel.RAID0, RaidLevel.LINEAR).contains(sample.level())) {
                assertThat(set.state()).isEqualTo(RaidState.FAILED);
                assertThat(set.findings().toString()).contains("slot " + gone);
            } else {
                assertThat(set.state()).isEqualTo(RaidState.DEGRADED);
                assertThat(roles(set)).contains(Role.MISSING);
                assertThat(read(set)).isEqualTo(sample.volume());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void twoDisksForOneSlotContend(Sample sample) throws IOException {
        List<byte[]> twice = new ArrayList<>(sample.disks());
        twice.add(twice.get(0));

        assertThat(roles(only(twice)).stream().filter(Role.CONTENDER::equals)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void partitionsAreNotLookedAt(Sample sample) throws IOException {
        List<RaidDisk> partitions = sample.named().stream()
                .map(disk -> new RaidDisk(disk.name(), disk.bytes(), disk.serial(), disk.sectorBytes(), false))
                .toList();

        assertThat(format.find(partitions)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void oneWrongBitIsNeverBelieved(Sample sample) throws IOException {
        assumeTrue(checked().isPresent(), name + " has no checksum: a wrong bit cannot be told");
        int[] range = checked().orElseThrow();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < FLIPS; i++) {
            List<byte[]> disks = new ArrayList<>(sample.disks());
            int at = range[0] + random.nextInt(range[1] - range[0]);
            disks.set(0, changed(disks.get(0), at, disks.get(0)[at] ^ 1 << random.nextInt(8)));

            List<RaidSet> sets = find(disks);

            assertThat(sets)
                    .as("seed %d, byte 0x%x", seed, at)
                    .allMatch(set -> set.confidence() <= 0.5
                            || set.disks().stream()
                                    .noneMatch(disk -> disk.name().equals("sda")));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void disksCutShortEndInNothingWorse(Sample sample) throws IOException {
        for (int length : new int[] {0, 1, 511, 512, 5120, sample.disks().get(0).length - 1}) {
            find(sample.disks().stream()
                    .map(disk -> Arrays.copyOf(disk, length))
                    .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void blkidAgrees(Sample sample, @TempDir Path folder) throws IOException {
        assumeTrue(blkidType.isPresent(), "blkid does not know " + name);
        assumeTrue(OutsideTool.named("blkid").isInstalled(), "blkid is not installed: " + name + " is not compared");
        Path file = Files.write(folder.resolve("disk.img"), sample.disks().get(0));

        assertThat(OutsideTool.named("blkid").run("-p", "-s", "TYPE", "-o", "value", file))
                .contains(blkidType.orElseThrow());
    }
}
