package org.p2vworkbench.disks.raid.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.infer.InferenceVolumes.Kind;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

class RaidInferenceTest {

    private static final int MEBIBYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"raid1", "raid5", "raid10"})
    void layoutOfASmallCompleteSetIsFound(String level) throws IOException {
        assertFound(level);
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"raid0", "raid6", "linear"})
    void layoutOfAnotherSmallCompleteSetIsFound(String level) throws IOException {
        assertFound(level);
    }

    private static void assertFound(String level) throws IOException {
        assumeVolumes();
        try (InferenceCase question = new InferenceCase(4, false, Kind.SMALL_EXT4, level)) {
            InferenceTrial trial = InferenceTrial.of(question);

            assertThat(trial.isExact()).as("%s: %s", question, trial.answer()).isTrue();
            assertThat(trial.answer().get(0).format()).isEqualTo("inferred");
            assertThat(trial.answer().get(0).evidence().get(0)).matches("(Proved|Likely|Ambiguous) .*");
            assertThat(trial.mostBytesRead()).isLessThan(64L * MEBIBYTE);
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"raid5", "raid6", "raid10"})
    void layoutOfASmallDegradedSetIsFound(String level) throws IOException {
        assumeVolumes();
        try (InferenceCase question = new InferenceCase(2, true, Kind.SMALL_EXT4, level)) {
            InferenceTrial trial = InferenceTrial.of(question);

            assertThat(trial.isExact()).as("%s: %s", question, trial.answer()).isTrue();
            assertThat(trial.answer().get(0).disks()).hasSize(question.members.size());
        }
    }

    /** Small volumes hold few witnesses: some layouts stay open, but none may be taken for another with conviction. */
    @Test
    @Tag("slow")
    void noSmallSetIsMistakenWithConfidence() throws IOException {
        assumeVolumes();
        for (long seed = 20; seed < 24; seed++) {
            try (InferenceCase question = new InferenceCase(seed, seed % 2 == 0, Kind.SMALL_EXT4, null)) {
                assertThat(InferenceTrial.of(question).isWrongAndConfident())
                        .as("%s", question)
                        .isFalse();
            }
        }
    }

    @Test
    @Tag("slow")
    void foreignDiskIsLeftOut() throws IOException {
        assumeVolumes();
        try (InferenceCase question = new InferenceCase(4, false, Kind.SMALL_EXT4, "raid5")) {
            List<RaidDisk> disks =
                    new ArrayList<>(question.members.stream().map(RaidDisk::of).toList());
            RaidDisk foreign = RaidDisk.of(noise("foreign", 9));
            disks.add(1, foreign);

            List<RaidSet> sets = new RaidInference().infer(disks);

            assertThat(sets).isNotEmpty();
            assertThat(sets.get(0).disks()).doesNotContain(foreign).hasSize(question.members.size());
        }
    }

    @Test
    void noiseIsNoSet() throws IOException {
        List<RaidDisk> disks =
                List.of(RaidDisk.of(noise("a", 1)), RaidDisk.of(noise("b", 2)), RaidDisk.of(noise("c", 3)));

        assertThat(new RaidInference().infer(disks)).allMatch(set -> set.confidence() <= 0.5);
    }

    @Test
    void emptyDisksAreNoSet() throws IOException {
        List<RaidDisk> disks = List.of(zeros("a"), zeros("b"), zeros("c"));

        assertThat(new RaidInference().infer(disks)).allMatch(set -> set.confidence() <= 0.5);
        assertThat(new RaidInference().infer(List.of())).isEmpty();
        assertThat(new RaidInference().infer(disks.subList(0, 1))).isEmpty();
    }

    /** What an encrypted volume looks like: parity shows who belongs together, and nothing shows in which order. */
    @Test
    void encryptedParitySetIsNotClaimedToBeKnown() throws IOException {
        byte[][] members = new byte[4][8 * MEBIBYTE];
        for (int disk = 0; disk < 3; disk++) {
            new Random(disk).nextBytes(members[disk]);
            for (int i = 0; i < members[3].length; i++) {
                members[3][i] ^= members[disk][i];
            }
        }
        List<RaidDisk> disks = Arrays.stream(members)
                .map(bytes -> RaidDisk.of(
                        new MemorySource("m" + Arrays.asList(members).indexOf(bytes), bytes)))
                .toList();

        assertThat(new RaidInference().infer(disks)).allMatch(set -> set.confidence() <= 0.5);
    }

    @Test
    @Tag("slow")
    void randomSetsAreFoundAndNoneIsMistakenWithConfidence() throws IOException {
        assumeVolumes();
        for (boolean degraded : new boolean[] {false, true}) {
            int exact = 0;
            for (long seed = 1000; seed < 1050; seed++) {
                try (InferenceCase question = new InferenceCase(seed, degraded)) {
                    InferenceTrial trial = InferenceTrial.of(question);
                    exact += trial.isExact() ? 1 : 0;
                    assertThat(trial.isWrongAndConfident()).as("%s", question).isFalse();
                    assertThat(trial.mostBytesRead()).isLessThanOrEqualTo(64L * MEBIBYTE);
                }
            }
            assertThat(exact).as(degraded ? "degraded" : "complete").isGreaterThanOrEqualTo(degraded ? 44 : 49);
        }
    }

    private static void assumeVolumes() {
        Assumptions.assumeTrue(
                InferenceVolumes.canBeMade(), "mkfs.ext4, mkfs.xfs, mkntfs or ntfscp is not installed: SKIPPED");
    }

    private static MemorySource noise(String name, long seed) {
        byte[] bytes = new byte[8 * MEBIBYTE];
        new Random(seed).nextBytes(bytes);
        return new MemorySource(name, bytes);
    }

    private static RaidDisk zeros(String name) {
        return RaidDisk.of(new MemorySource(name, new byte[8 * MEBIBYTE]));
    }
}
