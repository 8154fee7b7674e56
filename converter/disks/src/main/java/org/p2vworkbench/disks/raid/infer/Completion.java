package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Fills slots that no claim has filled with disks that no claim has placed: in every order when they are few, and
 * otherwise by poll. A poll gives the disks to the slots in as many orders as there are slots, so that each disk is tried
 * in each slot, and keeps for each slot the disk with which the volume hangs together there.
 */
final class Completion {

    /** Of so many arrangements each is tried. */
    private static final int PERMUTED = 24;
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
        List<List<Integer>> open = open(hypothesis);
        List<List<Integer>> free = free(hypothesis);
        if (open.isEmpty() || free.isEmpty()) {
            return isAllowed(hypothesis, hypothesis.disks()) ? List.of(hypothesis) : List.of();
        }
        List<Hypothesis> completed = new ArrayList<>();
        if (arrangements(open.size(), free.size()) <= PERMUTED) {
            fill(hypothesis, new ArrayList<>(hypothesis.disks()), open, 0, new LinkedHashSet<>(free), completed);
        } else {
            List<Integer> elected = elected(hypothesis, open, free);
            if (isAllowed(hypothesis, elected)) {
                completed.add(hypothesis.with(elected));
            }
        }
        return completed;
    }

    /** Slots without a disk: one by one, or those of a mirror together where whole mirrors are placed. */
    private List<List<Integer>> open(Hypothesis of) {
        int width = width(of);
        List<List<Integer>> open = new ArrayList<>();
        for (int slot = 0; slot + width <= of.shape().slots(); slot += width) {
            if (of.disks().get(slot) == Hypothesis.MISSING) {
                open.add(IntStream.range(slot, slot + width).boxed().toList());
            }
        }
        return open;
    }

    private List<List<Integer>> free(Hypothesis of) {
        int width = width(of);
        return (width == 1
                        ? pool.disks().stream().mapToObj(List::of)
                        : pool.mirrors().stream()
                                .map(mirror -> mirror.stream().boxed().toList()))
                .filter(disks -> disks.stream().noneMatch(of.disks()::contains))
                .toList();
    }

    /** How many slots are filled at once: mirrors stay together when none was taken apart. */
    private int width(Hypothesis of) {
        int copies = pool.copies();
        boolean mirrors =
                copies > 1 && of.shape() instanceof TenShape ten && ten.kind().near() == copies;
        if (!mirrors || of.shape().slots() % copies != 0) {
            return 1;
        }
        for (int slot = 0; slot < of.shape().slots(); slot += copies) {
            List<Integer> together = of.disks().subList(slot, slot + copies);
            boolean whole = pool.mirrors().stream()
                    .anyMatch(mirror -> together.stream().allMatch(disk -> disk >= 0 && mirror.get(disk)));
            if (!whole && together.stream().anyMatch(disk -> disk != Hypothesis.MISSING)) {
                return 1;
            }
        }
        return copies;
    }

    private static long arrangements(int open, int free) {
        long count = 1;
        for (int i = 0; i < Math.min(open, free) && count <= PERMUTED; i++) {
            count *= Math.max(open, free) - i;
        }
        return count;
    }

    private boolean isAllowed(Hypothesis of, List<Integer> slots) {
        int missing = Collections.frequency(slots, Hypothesis.MISSING);
        if (pool.isComplete() || pool.copies() > 0) {
            return missing == 0;
        }
        // A parity set of which all are here would have shown by its relation.
        int least = of.shape() instanceof ParityShape ? 1 : 0;
        return missing >= least && missing <= of.shape().redundancy();
    }

    private void fill(
            Hypothesis of,
            List<Integer> slots,
            List<List<Integer>> open,
            int next,
            Set<List<Integer>> free,
            List<Hypothesis> into) {
        if (next == open.size()) {
            if (isAllowed(of, slots)) {
                into.add(of.with(slots));
            }
            return;
        }
        List<List<Integer>> choices = new ArrayList<>(free);
        choices.add(nobody(open));
        for (List<Integer> disks : choices) {
            seat(disks, open.get(next), slots);
            Set<List<Integer>> rest = new LinkedHashSet<>(free);
            rest.remove(disks);
            fill(of, slots, open, next + 1, rest, into);
        }
        seat(nobody(open), open.get(next), slots);
    }

    private static List<Integer> nobody(List<List<Integer>> open) {
        return Collections.nCopies(open.get(0).size(), Hypothesis.MISSING);
    }

    private static void seat(List<Integer> disks, List<Integer> at, List<Integer> slots) {
        for (int i = 0; i < at.size(); i++) {
            slots.set(at.get(i), disks.get(i));
        }
    }

    /** Polls again while that fills slots: what was elected leads to structures on the slots still open. */
    private List<Integer> elected(Hypothesis hypothesis, List<List<Integer>> open, List<List<Integer>> free) {
        List<Integer> slots = new ArrayList<>(hypothesis.disks());
        List<List<Integer>> stillOpen = new ArrayList<>(open);
        List<List<Integer>> stillFree = new ArrayList<>(free);
        boolean elects = true;
        while (elects && !stillOpen.isEmpty() && !stillFree.isEmpty()) {
            int[][] votes = votes(hypothesis.with(slots), stillOpen, stillFree);
            elects = false;
            int[] best = Assignment.best(votes, stillOpen.size());
            List<List<Integer>> asked = List.copyOf(stillFree);
            for (int i = best.length - 1; i >= 0; i--) {
                if (best[i] >= 0 && best[i] < asked.size() && votes[best[i]][i] >= FEWEST_VOTES) {
                    seat(asked.get(best[i]), stillOpen.remove(i), slots);
                    stillFree.remove(asked.get(best[i]));
                    elects = true;
                }
            }
        }
        // Where the poll is silent any order is as good, and the confidence will tell.
        boolean all = pool.isComplete() || pool.copies() > 0;
        int spare = all ? 0 : hypothesis.shape().redundancy();
        for (List<Integer> at : stillOpen) {
            if (!stillFree.isEmpty() && Collections.frequency(slots, Hypothesis.MISSING) > spare) {
                seat(stillFree.remove(0), at, slots);
            }
        }
        return slots;
    }

    /** By disk and slot, what speaks for it; each disk is in each slot once. */
    private int[][] votes(Hypothesis hypothesis, List<List<Integer>> open, List<List<Integer>> free) {
        int rounds = Math.max(open.size(), free.size());
        int[][] votes = new int[free.size()][open.size()];
        for (int round = 0; round < rounds; round++) {
            List<Integer> slots = new ArrayList<>(hypothesis.disks());
            for (int i = 0; i < open.size(); i++) {
                int candidate = (i + round) % rounds;
                seat(candidate < free.size() ? free.get(candidate) : nobody(open), open.get(i), slots);
            }
            int[] bySlot = poll.apply(hypothesis.with(slots));
            for (int i = 0; i < open.size(); i++) {
                int candidate = (i + round) % rounds;
                if (candidate < free.size()) {
                    int sum =
                            open.get(i).stream().mapToInt(slot -> bySlot[slot]).sum();
                    votes[candidate][i] = Math.max(0, sum);
                }
            }
        }
        return votes;
    }
}
