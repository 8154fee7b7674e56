package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Fills slots that no claim has filled with disks that no claim has placed: in every order when they are few, and
 * otherwise by poll. A poll gives the disks to the slots in as many orders as there are slots, so that each disk is tried
 * in each slot, and keeps for each slot the disk with which the volume hangs together there.
 */
final class Completion {

    private static final int PERMUTED = 3;
    /** For one disk in one slot; less may be chance. */
    private static final int FEWEST_VOTES = 2;

    private final Pool pool;
    private final Function<Hypothesis, int[]> poll;

    /** @param poll how well a volume hangs together, slot by slot */
    Completion(Pool pool, Function<Hypothesis, int[]> poll) {
        this.pool = pool;
        this.poll = poll;
    }

    List<Hypothesis> of(Hypothesis hypothesis) {
        List<Integer> open = new ArrayList<>();
        for (int slot = 0; slot < hypothesis.shape().slots(); slot++) {
            if (hypothesis.disks().get(slot) == Hypothesis.MISSING) {
                open.add(slot);
            }
        }
        List<Integer> free = pool.disks().stream()
                .boxed()
                .filter(disk -> !hypothesis.disks().contains(disk))
                .toList();
        if (open.isEmpty() || free.isEmpty()) {
            return isAllowed(hypothesis, hypothesis.disks()) ? List.of(hypothesis) : List.of();
        }
        List<Hypothesis> completed = new ArrayList<>();
        if (open.size() <= PERMUTED && free.size() <= PERMUTED) {
            fill(hypothesis, new ArrayList<>(hypothesis.disks()), open, 0, new HashSet<>(free), completed);
        } else {
            List<Integer> elected = elected(hypothesis, open, free);
            if (isAllowed(hypothesis, elected)) {
                completed.add(hypothesis.with(elected));
            }
        }
        return completed;
    }

    private boolean isAllowed(Hypothesis of, List<Integer> slots) {
        int missing = Collections.frequency(slots, Hypothesis.MISSING);
        if (pool.isComplete()) {
            return missing == 0;
        }
        // A parity set of which all are here would have shown by its relation.
        int least = of.shape() instanceof ParityShape ? 1 : 0;
        return missing >= least && missing <= of.shape().redundancy();
    }

    private void fill(
            Hypothesis of,
            List<Integer> slots,
            List<Integer> open,
            int next,
            Set<Integer> free,
            List<Hypothesis> into) {
        if (next == open.size()) {
            if (isAllowed(of, slots)) {
                into.add(of.with(slots));
            }
            return;
        }
        List<Integer> choices = new ArrayList<>(free);
        choices.add(Hypothesis.MISSING);
        for (int disk : choices) {
            slots.set(open.get(next), disk);
            Set<Integer> rest = new HashSet<>(free);
            rest.remove(disk);
            fill(of, slots, open, next + 1, rest, into);
        }
        slots.set(open.get(next), Hypothesis.MISSING);
    }

    /** Polls again while that fills slots: what was elected leads to structures on the slots still open. */
    private List<Integer> elected(Hypothesis hypothesis, List<Integer> open, List<Integer> free) {
        List<Integer> slots = new ArrayList<>(hypothesis.disks());
        List<Integer> stillOpen = new ArrayList<>(open);
        List<Integer> stillFree = new ArrayList<>(free);
        boolean elects = true;
        while (elects && !stillOpen.isEmpty() && !stillFree.isEmpty()) {
            int[][] votes = votes(hypothesis.with(slots), stillOpen, stillFree);
            elects = false;
            int[] best = Assignment.best(votes, stillOpen.size());
            for (int i = best.length - 1; i >= 0; i--) {
                if (best[i] >= 0 && best[i] < free.size() && votes[best[i]][i] >= FEWEST_VOTES) {
                    slots.set(stillOpen.remove(i), stillFree.get(best[i]));
                    elects = true;
                }
            }
            stillFree.removeAll(slots);
        }
        // Where the poll is silent any order is as good, and the confidence will tell.
        int spare = pool.isComplete() ? 0 : hypothesis.shape().redundancy();
        for (int slot : stillOpen) {
            if (!stillFree.isEmpty() && Collections.frequency(slots, Hypothesis.MISSING) > spare) {
                slots.set(slot, stillFree.remove(0));
            }
        }
        return slots;
    }

    /** By disk and slot, what speaks for it; each disk is in each slot once. */
    private int[][] votes(Hypothesis hypothesis, List<Integer> open, List<Integer> free) {
        int rounds = Math.max(open.size(), free.size());
        int[][] votes = new int[free.size()][open.size()];
        for (int round = 0; round < rounds; round++) {
            List<Integer> slots = new ArrayList<>(hypothesis.disks());
            for (int i = 0; i < open.size(); i++) {
                int candidate = (i + round) % rounds;
                slots.set(open.get(i), candidate < free.size() ? free.get(candidate) : Hypothesis.MISSING);
            }
            int[] bySlot = poll.apply(hypothesis.with(slots));
            for (int i = 0; i < open.size(); i++) {
                int candidate = (i + round) % rounds;
                if (candidate < free.size()) {
                    votes[candidate][i] = Math.max(0, bySlot[open.get(i)]);
                }
            }
        }
        return votes;
    }
}
