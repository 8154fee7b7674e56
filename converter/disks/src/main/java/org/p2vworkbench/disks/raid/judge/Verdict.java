package org.p2vworkbench.disks.raid.judge;

import java.util.List;

/**
 * How well a volume hangs together. Compare verdicts of candidate volumes over the same members: the right one meets its
 * expectations nearly always, a wrong one soon does not.
 *
 * @param score above 0 speaks for the volume, in units of one structure found where another one said it would be; below 0
 *     against it; 0 when nothing known was found
 * @param met addresses where what should be there was
 * @param missed addresses where it was not
 * @param sentences for people, one per thing looked at
 */
public record Verdict(double score, List<Long> met, List<Long> missed, List<String> sentences) {

    public Verdict {
        met = List.copyOf(met);
        missed = List.copyOf(missed);
        sentences = List.copyOf(sentences);
    }

    /** The share of expectations that was met; 0 when there was none. */
    public double share() {
        int all = met.size() + missed.size();
        return all == 0 ? 0 : (double) met.size() / all;
    }
}
