package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.judge.Verdict;
import org.p2vworkbench.disks.raid.judge.VolumeJudge;

/**
 * Puts hypotheses to the test: the volume each describes is judged, and the winner is compared with everything that is
 * nearly the same. Confidence is what separates it from the next best, in witnesses that would lie elsewhere.
 */
final class Contest {

    private static final int EXCHANGES = 6;
    private static final int LEADERS = 3;
    /** So many witnesses of an excellent candidate against a hypothesis, and it need not be judged. */
    private static final int DECISIVE = 16;
    /** Fewer witnesses than this against an exchange, and it is worth trying. */
    private static final int FEW = 24;

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score)
            .thenComparingInt(one -> one.hypothesis().placed().size())
            .thenComparingInt(one -> -one.hypothesis().missing())
            .thenComparingInt(one -> one.hypothesis().places())
            .reversed();

    private static final int JUDGED = 220;
    private static final int AFTER_EXCELLENCE = 8;
    private static final int PROBES = 400;

    private final List<SampledDisk> disks;
    private final List<Claim> claims;
    private final Completion completion;
    private final RowAlgebra algebra;
    private final Sighting sighting;
    private final Ties ties;

    /** @param sighting of the filesystem that made the claims */
    Contest(List<SampledDisk> disks, Sighting sighting, List<Claim> claims, Pool pool, RowAlgebra algebra) {
        this.sighting = sighting;
        this.algebra = algebra;
        this.disks = disks;
        this.completion = new Completion(pool, this::bySlot);
        this.claims = List.copyOf(claims);
        // With the same data in the same places, one may still have its parity where the rows refute it.
        this.ties = new Ties(
                sighting,
                claims,
                (one, other) -> one.disks().equals(other.disks()) || isSame(one, other) && !isRefuted(one));
    }

    /** The candidates, best first; equal maps once. */
    List<Candidate> judged(List<Hypothesis> hypotheses) {
        List<Candidate> judged = new ArrayList<>();
        List<Hypothesis> seen = new ArrayList<>();
        int best = hypotheses.stream().mapToInt(Hypothesis::met).max().orElse(0);
        int left = JUDGED;
        int afterExcellence = AFTER_EXCELLENCE;
        for (Hypothesis hypothesis : hypotheses) {
            if (left <= 0 || afterExcellence <= 0 || hypothesis.met() < best * 0.7) {
                break;
            }
            List<Candidate> excellent =
                    judged.stream().filter(Contest::isExcellent).toList();
            // What explains the claims as well may hang together even better.
            afterExcellence -= !excellent.isEmpty() && hypothesis.met() < best * 0.97 - 2 ? 1 : 0;
            if (isContradicted(hypothesis, excellent)) {
                continue;
            }
            List<Hypothesis> completed = new ArrayList<>();
            ties.of(hypothesis).forEach(tie -> completed.addAll(completion.of(tie)));
            for (Hypothesis complete : completed) {
                if (!isContradicted(complete, excellent)
                        && !isRefuted(complete)
                        && seen.stream().noneMatch(other -> isSame(other, complete))) {
                    seen.add(complete);
                    left--;
                    Optional<Candidate> found = judge(complete);
                    found.ifPresent(judged::add);
                }
            }
        }
        judged.sort(BEST_FIRST);
        List<Candidate> better = new ArrayList<>();
        leaders(judged).forEach(leader -> better.addAll(improvements(leader)));
        judged.addAll(0, better);
        judged.sort(BEST_FIRST);
        return withoutParts(judged);
    }

    /** Whether what was found under a candidate that is excellent lies elsewhere, where disks are known, under this one. */
    private boolean isContradicted(Hypothesis hypothesis, List<Candidate> excellent) {
        return excellent.stream().anyMatch(candidate -> candidate.againstFilled(hypothesis, disks) >= DECISIVE);
    }

    /** The best, and unless it leaves nothing to ask for, the shapes that explain the most claims. */
    private static List<Candidate> leaders(List<Candidate> judged) {
        List<Candidate> leaders = new ArrayList<>(judged.stream().limit(1).toList());
        List<Candidate> mostClaims = new ArrayList<>(judged);
        mostClaims.sort(
                Comparator.comparingInt((Candidate one) -> one.hypothesis().met())
                        .reversed());
        for (Candidate candidate : mostClaims) {
            boolean known = leaders.stream().anyMatch(leader -> leader.hypothesis()
                    .shape()
                    .equals(candidate.hypothesis().shape()));
            boolean done = leaders.size() == LEADERS || !leaders.isEmpty() && isExcellent(leaders.get(0));
            if (!known && !done) {
                leaders.add(candidate);
            }
        }
        return leaders;
    }

    /** Better candidates by exchanging two disks, again and again: slots filled by poll may be one exchange off. */
    private List<Candidate> improvements(Candidate first) {
        List<Candidate> better = new ArrayList<>();
        Candidate best = first;
        for (int round = 0; round < EXCHANGES; round++) {
            Candidate before = best;
            for (Hypothesis exchanged : exchanges(best.hypothesis())) {
                boolean open = before.against(exchanged, disks) < FEW && !isSame(before.hypothesis(), exchanged);
                Optional<Candidate> found = open ? judge(exchanged) : Optional.empty();
                if (found.isPresent() && found.get().score() > best.score()) {
                    best = found.get();
                }
            }
            if (best == before) {
                break;
            }
            better.add(best);
        }
        return better;
    }

    private static List<Hypothesis> exchanges(Hypothesis of) {
        List<Hypothesis> exchanged = new ArrayList<>();
        for (int i = 0; i < of.disks().size(); i++) {
            for (int j = i + 1; j < of.disks().size(); j++) {
                List<Integer> swapped = new ArrayList<>(of.disks());
                Collections.swap(swapped, i, j);
                exchanged.add(of.with(swapped));
            }
        }
        return exchanged;
    }

    private static boolean isExcellent(Candidate candidate) {
        return candidate.verdict().met().size() >= 60 && candidate.verdict().share() >= 0.997;
    }

    private boolean isSame(Hypothesis one, Hypothesis other) {
        return one.start() == other.start()
                && isSameMap(one, other, Math.max(one.capacity(disks), other.capacity(disks)));
    }

    /** The same filesystem on the same map, only that one volume begins with the filesystem and the other with its table. */
    private static List<Candidate> withoutParts(List<Candidate> judged) {
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : judged) {
            if (kept.stream()
                    .noneMatch(better -> isSameMap(better.hypothesis(), candidate.hypothesis(), better.sizeBytes()))) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    /** Expectations met minus those missed, by the slot that they were looked for on. */
    private int[] bySlot(Hypothesis hypothesis) {
        int[] votes = new int[hypothesis.shape().slots()];
        long capacity = hypothesis.capacity(disks);
        if (capacity > hypothesis.start()) {
            hypothesis.volume(disks, capacity).ifPresent(volume -> {
                Verdict verdict = VolumeJudge.scoreParts(volume, hypothesis.start(), sighting.map());
                verdict.met().forEach(address -> votes[hypothesis.shape().slotOf(address, 0)]++);
                verdict.missed().forEach(address -> votes[hypothesis.shape().slotOf(address, 0)]--);
            });
        }
        return votes;
    }

    private boolean isRefuted(Hypothesis hypothesis) {
        return algebra.check(hypothesis, hypothesis.memberBytes(disks)).contradicts();
    }

    private Optional<Candidate> judge(Hypothesis hypothesis) {
        long capacity = hypothesis.capacity(disks);
        if (capacity <= 0 || isRefuted(hypothesis)) {
            return Optional.empty();
        }
        long size = hypothesis
                .volume(disks, capacity)
                .map(volume -> Math.min(capacity, sizeOfTable(volume)))
                .orElse(0L);
        return hypothesis.volume(disks, size).filter(volume -> size > 0).map(volume -> {
            Verdict verdict = VolumeJudge.score(volume, hypothesis.start(), sighting.map());
            List<Long> met = new ArrayList<>(verdict.met());
            List<Long> explained = explained(hypothesis);
            met.addAll(explained);
            return new Candidate(hypothesis.explaining(explained.size()), size, verdict, Candidate.oncePerBlock(met));
        });
    }

    /** Addresses of the claims that lie where the hypothesis says. */
    private List<Long> explained(Hypothesis hypothesis) {
        return Stream.concat(Stream.of(new Claim(0, sighting.places())), claims.stream())
                .map(claim -> claim.shifted(hypothesis.start()))
                .filter(hypothesis::explains)
                .map(Claim::at)
                .toList();
    }

    /** Where a GPT says that the disk ends; as large as can be when there is none. */
    private static long sizeOfTable(BlockSource volume) {
        try {
            ByteBuffer header = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
            if (volume.size() >= 1024) {
                volume.read(512, header);
                long last = header.getLong(32);
                if (header.getLong(0) == 0x54524150_20494645L && last > 1 && last < 1L << 50) {
                    return (last + 1) * 512;
                }
            }
        } catch (IOException unreadable) {
            return Long.MAX_VALUE;
        }
        return Long.MAX_VALUE;
    }

    static boolean isSameMap(Hypothesis one, Hypothesis other, long sizeBytes) {
        Random random = new Random(7);
        long step = 4096;
        for (int i = 0; i < PROBES; i++) {
            long address =
                    i < PROBES / 2 ? one.start() + i * step : (long) (random.nextDouble() * sizeBytes) / step * step;
            long there = address - one.start() + other.start();
            if (address >= one.start() && address < sizeBytes && !one.agrees(other, address, there)) {
                return false;
            }
        }
        return true;
    }

    /** How many witnesses separate the winner from whatever comes closest to it. */
    Separation separation(List<Candidate> judged) {
        Candidate winner = judged.get(0);
        Separation closest = new Separation(Integer.MAX_VALUE, "nothing");
        for (Candidate other : judged.subList(1, judged.size())) {
            int lead = winner.against(other.hypothesis(), disks) - other.against(winner.hypothesis(), disks);
            closest = closest.orLess(lead, other.hypothesis().shape().label());
        }
        Hypothesis right = winner.hypothesis();
        for (Shape shape : Catalogue.rivals(right.shape())) {
            Hypothesis rival = new Hypothesis(shape, right.start(), right.dataOffset(), right.disks(), 0, 0);
            if (!isSameMap(right, rival, winner.sizeBytes()) && !isRefuted(rival)) {
                closest = closest.orLess(winner.against(rival, disks), shape.label());
            }
        }
        for (Hypothesis rival : exchanges(right)) {
            if (!isSameMap(right, rival, winner.sizeBytes()) && !isRefuted(rival)) {
                closest = closest.orLess(winner.against(rival, disks), "the same with two members exchanged");
            }
        }
        return closest;
    }

    /** @param rival what comes closest, for people */
    record Separation(int witnesses, String rival) {

        Separation orLess(int found, String than) {
            return found < witnesses ? new Separation(found, than) : this;
        }
    }
}
