package org.p2vworkbench.disks.raid.content;

import java.util.ArrayList;
import java.util.List;

/** Counts what is in its place and what is not. */
final class Tally {

    private final String volume;
    private final List<String> evidence = new ArrayList<>();
    private int fits;
    private int contradictions;

    Tally(String volume) {
        this.volume = volume;
    }

    /** @param what completes "the volume holds ..." */
    void fits(String what) {
        fits++;
        evidence.add("%s holds %s.".formatted(volume, what));
    }

    void contradicts() {
        contradictions++;
    }

    /** @param what told when it is so */
    void check(boolean inPlace, String what) {
        if (inPlace) {
            fits(what);
        } else {
            contradicts();
        }
    }

    /** Many of one kind, told in one sentence. */
    void countOf(int inPlace, int outOfPlace, String what) {
        fits += inPlace;
        contradictions += outOfPlace;
        if (inPlace > 0) {
            evidence.add("%s holds %d of %d %s.".formatted(volume, inPlace, inPlace + outOfPlace, what));
        }
    }

    Score score() {
        return new Score(fits, contradictions, evidence);
    }
}
