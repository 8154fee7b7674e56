package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
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

    static Optional<Hypothesis> of(List<Claim> claims, long start, int disks, Fit fit) {
        List<Lead> leads = new ArrayList<>();
        for (int disk = 0; disk < disks; disk++) {
            lead(claims, disk).ifPresent(leads::add);
        }
        leads.sort(Comparator.comparingLong(Lead::ahead));
        if (leads.size() < 2 || leads.get(0).ahead() > 0) {
            return Optional.empty();
        }
        long offset = -leads.get(0).ahead();
        List<Long> bases = leads.stream().map(lead -> lead.ahead() + offset).toList();
        for (int i = 1; i < bases.size(); i++) {
            if (bases.get(i) <= bases.get(i - 1)) {
                return Optional.empty();
            }
        }
        return fit.counted(
                new LinearShape(bases),
                start,
                offset,
                leads.stream().map(Lead::disk).toList());
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
