package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Hypotheses that explain as much as another with two disks exchanged. Where the rest of a row is empty, parity looks like
 * its data, and with the wrong one of the two in the place of the start nothing is found of the filesystem.
 */
final class Ties {

    private static final int MOST = 8;
    private static final int CLAIMS_COUNTED = 300;
    /** Fewer claims than this for a slot, and another disk is worth trying. */
    private static final int FEW = 24;

    /** With a member missing, its sum with two others may pass for a block elsewhere: a tie explains a little less. */
    private static final double MOST_CLAIMS = 0.85;

    private static final double MOST_PLACES = 0.95;

    private final Sighting sighting;
    private final List<Claim> claims;
    private final BiPredicate<Hypothesis, Hypothesis> isSame;

    /** @param isSame whether the second hypothesis need not be tried after the first */
    Ties(Sighting sighting, List<Claim> claims, BiPredicate<Hypothesis, Hypothesis> isSame) {
        this.sighting = sighting;
        this.claims = List.copyOf(claims);
        this.isSame = isSame;
    }

    /** The hypothesis itself first, then those that explain more. */
    List<Hypothesis> of(Hypothesis hypothesis) {
        boolean isLossy = hypothesis.shape() instanceof ParityShape && hypothesis.missing() > 0;
        double least = met(hypothesis) * (isLossy ? MOST_CLAIMS : 1);
        double leastPlaces = places(hypothesis) * (isLossy ? MOST_CLAIMS : MOST_PLACES);
        List<Hypothesis> swaps = new ArrayList<>();
        for (int doubtful : doubtful(hypothesis)) {
            for (int slot = 0; slot < hypothesis.shape().slots(); slot++) {
                List<Integer> swapped = new ArrayList<>(hypothesis.disks());
                Collections.swap(swapped, doubtful, slot);
                Hypothesis swap = hypothesis.with(swapped);
                if (met(swap) >= least && places(swap) >= leastPlaces) {
                    swaps.add(swap);
                }
            }
        }
        swaps.sort(Comparator.comparingLong(this::met).reversed());
        List<Hypothesis> ties = new ArrayList<>(List.of(hypothesis));
        for (Hypothesis swap : swaps) {
            if (ties.size() <= MOST && ties.stream().noneMatch(other -> isSame.test(other, swap))) {
                ties.add(swap);
            }
        }
        return ties;
    }

    /** Slots that few claims speak for; where all is stored twice, each claim speaks for two disks alike. */
    private List<Integer> doubtful(Hypothesis of) {
        int[] counts = new int[of.shape().slots()];
        claims.forEach(claim -> counts[of.shape().slotOf(claim.at() + of.start(), 0)]++);
        return IntStream.range(0, counts.length)
                .filter(slot -> counts[slot] < FEW || of.shape() instanceof TenShape)
                .boxed()
                .toList();
    }

    private long met(Hypothesis hypothesis) {
        return someClaims(hypothesis).filter(hypothesis::explains).count();
    }

    /** Where all is stored twice, one of two copies explains a claim as well as both. */
    private long places(Hypothesis hypothesis) {
        return someClaims(hypothesis)
                .mapToLong(claim -> claim.places().stream()
                        .filter(place -> hypothesis.explains(claim, place))
                        .count())
                .sum();
    }

    private Stream<Claim> someClaims(Hypothesis hypothesis) {
        int step = 1 + claims.size() / CLAIMS_COUNTED;
        Stream<Claim> some = IntStream.range(0, claims.size() / step).mapToObj(i -> claims.get(i * step));
        return Stream.concat(Stream.of(new Claim(0, sighting.places())), some)
                .map(claim -> claim.shifted(hypothesis.start()));
    }
}
