package org.p2vworkbench.disks.raid.infer;

import java.util.Set;
import java.util.TreeSet;
import org.p2vworkbench.disks.raid.judge.Verdict;

/**
 * A hypothesis and all that is known for and against it.
 *
 * @param sizeBytes of the volume
 * @param witnesses addresses, one per 4 KiB, where something is that belongs there
 */
record Candidate(Hypothesis hypothesis, long sizeBytes, Verdict verdict, Set<Long> witnesses) {

    private static final int BLOCK = 4096;

    static Set<Long> oncePerBlock(Iterable<Long> addresses) {
        Set<Long> blocks = new TreeSet<>();
        Set<Long> kept = new TreeSet<>();
        for (long address : addresses) {
            if (blocks.add(address / BLOCK)) {
                kept.add(address);
            }
        }
        return kept;
    }

    double score() {
        return verdict.score() + hypothesis.met();
    }

    /** Witnesses of this one that lie elsewhere if the other is right. */
    int against(Hypothesis other) {
        return (int) witnesses.stream()
                .filter(address -> !hypothesis.agrees(other, address, address - hypothesis.start() + other.start()))
                .count();
    }

    /** The same, without those that the other one has on slots that are not filled yet. */
    int againstFilled(Hypothesis other) {
        return (int) witnesses.stream()
                .filter(address -> {
                    long there = address - hypothesis.start() + other.start();
                    return there >= 0
                            && other.diskOf(there) != Hypothesis.MISSING
                            && !hypothesis.agrees(other, address, there);
                })
                .count();
    }
}
