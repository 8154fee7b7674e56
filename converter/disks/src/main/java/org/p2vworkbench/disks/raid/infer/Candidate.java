package org.p2vworkbench.disks.raid.infer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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
    private static final int COMPARED = 256;

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

    /**
     * Witnesses of this one that lie elsewhere if the other is right. Where the other reads the same bytes from elsewhere, as
     * it does from parity where the rest of the row is empty, nothing speaks against it.
     */
    int against(Hypothesis other, List<SampledDisk> disks) {
        return (int) witnesses.stream()
                .filter(address -> isAgainst(other, address, there(other, address), disks))
                .count();
    }

    /** The same, without those that the other one has on slots that are not filled yet. */
    int againstFilled(Hypothesis other, List<SampledDisk> disks) {
        return (int) witnesses.stream()
                .filter(address -> {
                    long there = there(other, address);
                    return there >= 0
                            && other.diskOf(there) != Hypothesis.MISSING
                            && isAgainst(other, address, there, disks);
                })
                .count();
    }

    private long there(Hypothesis other, long address) {
        return address - hypothesis.start() + other.start();
    }

    private boolean isAgainst(Hypothesis other, long address, long there, List<SampledDisk> disks) {
        return !hypothesis.agrees(other, address, there)
                && (there < 0 || !Arrays.equals(bytes(hypothesis, address, disks), bytes(other, there, disks)));
    }

    private static byte[] bytes(Hypothesis of, long address, List<SampledDisk> disks) {
        int disk = of.diskOf(address);
        long offset = of.dataOffset() + of.shape().memberOffset(address, 0);
        // Of a missing member, the name of its place: equal to nothing else.
        return disk == Hypothesis.MISSING
                ? (of.shape().label() + offset).getBytes(StandardCharsets.UTF_8)
                : disks.get(disk).kept(offset, COMPARED);
    }
}
