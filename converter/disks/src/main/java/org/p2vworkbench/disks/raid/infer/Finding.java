package org.p2vworkbench.disks.raid.infer;

import java.util.BitSet;
import java.util.List;

/**
 * What the contest over one filesystem's claims came to.
 *
 * @param claims how many blocks named their address
 * @param judged the winner and the others, best first
 * @param separation what lies between the winner and its closest rival
 */
record Finding(Sighting sighting, int claims, List<Candidate> judged, Contest.Separation separation) {

    Candidate winner() {
        return judged.get(0);
    }

    BitSet disks() {
        BitSet disks = new BitSet();
        winner().hypothesis().disks().stream()
                .filter(disk -> disk != Hypothesis.MISSING)
                .forEach(disks::set);
        return disks;
    }

    /**
     * By witnesses that would lie elsewhere if the closest rival were right, and never above what contradictions allow.
     * Measured by the benchmark (docs/raid-inference.md), not derived.
     */
    double confidence() {
        int lead = separation.witnesses();
        double bySeparation =
                lead >= 12 ? 0.99 : lead >= 8 ? 0.95 : lead >= 4 ? 0.88 : lead >= 2 ? 0.7 : lead == 1 ? 0.55 : 0.4;
        double missed = 1 - winner().verdict().share();
        double byContradiction = winner().verdict().met().isEmpty()
                ? 0.5
                : missed <= 0.003 ? 1 : missed <= 0.1 ? 0.88 : missed <= 0.25 ? 0.6 : 0.3;
        return Math.min(bySeparation, byContradiction);
    }
}
