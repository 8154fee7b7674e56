package org.p2vworkbench.disks.raid.content;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found to agree in a volume and what was not.
 *
 * @param fits structures that are where others say they are
 * @param contradictions structures that should be somewhere and are not
 * @param evidence what fits, a sentence each
 */
public record Score(int fits, int contradictions, List<String> evidence) {

    public static final Score NOTHING = new Score(0, 0, List.of());

    /** A structure out of place weighs more than one in place: a wrong order leaves most of a volume right. */
    private static final int WEIGHT_OF_CONTRADICTION = 3;

    public Score {
        evidence = List.copyOf(evidence);
    }

    public Score plus(Score other) {
        List<String> all = new ArrayList<>(evidence);
        all.addAll(other.evidence);
        return new Score(fits + other.fits, contradictions + other.contradictions, all);
    }

    public int value() {
        return fits - WEIGHT_OF_CONTRADICTION * contradictions;
    }
}
