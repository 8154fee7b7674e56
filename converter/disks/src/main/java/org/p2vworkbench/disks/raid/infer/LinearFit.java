package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fits concatenation: on each disk, address and place differ by a constant, and the constants follow one another. */
final class LinearFit {

    private static final int FEWEST = 3;

    private LinearFit() {}

    /** A disk and how far addresses on it are ahead of offsets. */
    private record Lead(int disk, long ahead, int votes) {}

    static List<Hypothesis> of(List<Claim> claims, long start, BitSet disks, Fit fit) {
        List<Lead> leads = new ArrayList<>();
        disks.stream().forEach(disk -> lead(claims, disk).ifPresent(leads::add));
        leads.sort(Comparator.comparingLong(Lead::ahead));
        if (leads.size() < 2 || leads.get(0).ahead() > 0) {
            return List.of();
        }
        long offset = -leads.get(0).ahead();
        List<Long> bases = leads.stream().map(lead -> lead.ahead() + offset).toList();
        for (int i = 1; i < bases.size(); i++) {
            if (bases.get(i) <= bases.get(i - 1)) {
                return List.of();
            }
        }
        List<Integer> slots = leads.stream().map(Lead::disk).toList();
        List<Hypothesis> found = new ArrayList<>();
        fit.counted(new LinearShape(bases), start, offset, slots).ifPresent(found::add);
        BitSet silent = (BitSet) disks.clone();
        slots.forEach(silent::clear);
        silent.stream().forEach(disk -> fit.counted(new LinearShape(longer(bases)), start, offset, plus(slots, disk))
                .ifPresent(found::add));
        return found;
    }

    /** A last member that no claim was seen on, as far behind the one before it as the second is behind the first. */
    private static List<Long> longer(List<Long> bases) {
        return plus(bases, bases.get(bases.size() - 1) + bases.get(1));
    }

    private static <T> List<T> plus(List<T> some, T more) {
        List<T> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    private static Optional<Lead> lead(List<Claim> claims, int disk) {
        Map<Long, Integer> votes = new HashMap<>();
        for (Claim claim : claims) {
            for (Claim.Place place : claim.places()) {
                if (place.disk() == disk) {
                    votes.merge(claim.at() - place.offset(), 1, Integer::sum);
                }
            }
        }
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(best -> best.getValue() >= FEWEST)
                .map(best -> new Lead(disk, best.getKey(), best.getValue()));
    }
}
