package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits shapes to claims by vote. A claim and a shape together say how far into its disk the data begins and which slot the
 * disk has; for the right shape all claims say the same, for a wrong one each says something else.
 */
final class Fit {

    private static final long LARGEST_OFFSET = 1L << 30;
    private static final int SECTOR = 512;
    /** A block in the place of its own says a little more than one in the place of the parity that may echo it. */
    private static final int DIRECT = 10;

    private static final int ECHO = 9;
    private static final int OFFSETS_TRIED = 2;
    /** Of so many claims a single one may be at a place by chance. */
    private static final int MANY = 40;

    private final List<Claim> claims;
    private final int disks;
    private final BitSet allowed;
    private final List<Claim.Place> secondParities;

    /**
     * @param allowed disks that may take a slot; what another one holds, an echo of a parity say, votes for nobody
     * @param secondParities where the odd block of a row with double parity lies; none where that is not known
     * @param claims addresses counted from the start of the volume
     */
    Fit(List<Claim> claims, int disks, BitSet allowed, List<Claim.Place> secondParities) {
        this.allowed = (BitSet) allowed.clone();
        this.secondParities = List.copyOf(secondParities);
        this.claims = List.copyOf(claims);
        this.disks = disks;
    }

    /** The best ways to put disks into this shape's slots; none when the claims do not agree at all. */
    List<Hypothesis> of(Shape shape, long start) {
        List<Hypothesis> found = new ArrayList<>();
        for (long offset : offsets(shape)) {
            assign(shape, start, offset).ifPresent(found::add);
        }
        return found;
    }

    /** The data offsets with the most votes. */
    private List<Long> offsets(Shape shape) {
        long[] votes = new long[claims.size() * 4 * shape.copies() + 16];
        int count = 0;
        for (Claim claim : claims) {
            for (int copy = 0; copy < shape.copies(); copy++) {
                long expected = shape.memberOffset(claim.at(), copy);
                for (Claim.Place place : claim.places()) {
                    long offset = place.offset() - expected;
                    if (offset >= 0 && offset <= LARGEST_OFFSET && offset % SECTOR == 0 && count < votes.length) {
                        votes[count++] = offset;
                    }
                }
            }
        }
        Arrays.sort(votes, 0, count);
        List<long[]> runs = new ArrayList<>();
        for (int i = 0; i < count; ) {
            int end = i;
            while (end < count && votes[end] == votes[i]) {
                end++;
            }
            if (end - i >= 3) {
                runs.add(new long[] {end - i, votes[i]});
            }
            i = end;
        }
        runs.sort((a, b) -> Long.compare(b[0], a[0]));
        return runs.stream().limit(OFFSETS_TRIED).map(run -> run[1]).toList();
    }

    private Optional<Hypothesis> assign(Shape shape, long start, long offset) {
        int[][] votes = new int[disks + 1][shape.slots()]; // The last row is that of the sum.
        for (Claim claim : claims) {
            for (int copy = 0; copy < shape.copies(); copy++) {
                long expected = offset + shape.memberOffset(claim.at(), copy);
                for (Claim.Place place : claim.places()) {
                    if (place.offset() == expected && mayVote(place)) {
                        int row = place.disk() == Claim.SUM ? disks : place.disk();
                        votes[row][shape.slotOf(claim.at(), copy)] += DIRECT;
                        boolean echoes = copy == 0 && claim.mayBeParity(place, shape.redundancy());
                        for (int echo : echoes ? shape.echoes(claim.at()) : List.<Integer>of()) {
                            votes[row][echo] += ECHO;
                        }
                    }
                }
            }
        }
        if (shape instanceof ParityShape parity && parity.kind().parityCount() == 2) {
            for (Claim.Place place : secondParities) {
                if (place.offset() >= offset && mayVote(place)) {
                    int row = place.disk() == Claim.SUM ? disks : place.disk();
                    votes[row][parity.slotOfQ((place.offset() - offset) / shape.chunkBytes())] += DIRECT;
                }
            }
        }
        int least = claims.size() < MANY ? 1 : 2 * ECHO;
        return counted(shape, start, offset, strongest(votes, shape.slots(), least));
    }

    private boolean mayVote(Claim.Place place) {
        return place.disk() == Claim.SUM || allowed.get(place.disk());
    }

    /** The hypothesis with the claims it explains counted; empty when that is next to none. */
    Optional<Hypothesis> counted(Shape shape, long start, long offset, List<Integer> slots) {
        Hypothesis found = new Hypothesis(shape, start, offset, slots, 0, 0);
        int met = 0;
        int places = 0;
        for (Claim claim : claims) {
            int here = (int) claim.places().stream()
                    .filter(place -> found.explains(claim, place))
                    .count();
            met += here > 0 ? 1 : 0;
            places += here;
        }
        return met < 3 ? Optional.empty() : Optional.of(new Hypothesis(shape, start, offset, slots, met, places));
    }

    private static List<Integer> strongest(int[][] votes, int slots, int least) {
        int sum = votes.length - 1;
        int[] best = Assignment.best(votes, slots);
        return IntStream.range(0, slots)
                .mapToObj(slot -> {
                    int disk = best[slot];
                    return disk == sum || disk < 0 || votes[disk][slot] < least ? Hypothesis.MISSING : disk;
                })
                .toList();
    }
}
