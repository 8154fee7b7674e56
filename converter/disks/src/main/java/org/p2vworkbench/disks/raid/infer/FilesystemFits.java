package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.raid.ParityLayout;

/** The hypotheses under which what one filesystem claims of itself is true, best first. */
final class FilesystemFits {

    private static final Comparator<Hypothesis> BEST_FIRST = Comparator.comparingInt(Hypothesis::met)
            .thenComparingInt(Hypothesis::places)
            .reversed()
            .thenComparingInt(found -> found.shape().level().ordinal())
            .thenComparingLong(Hypothesis::dataOffset);
    /** Claims used to choose among all shapes; the best are then counted with all claims. */
    private static final int SKETCH = 240;

    private static final int KEPT = 80;
    private static final double MOST_COPIES = 0.75;

    private final Sighting sighting;
    private final List<Claim> claims;
    private final Pool pool;
    private final int disks;
    private final List<SampledDisk> sources;
    private final List<Claim.Place> secondParities;
    private final List<Hypothesis> found = new ArrayList<>();

    FilesystemFits(
            Sighting sighting,
            List<Claim> claims,
            Pool pool,
            List<SampledDisk> sources,
            List<Claim.Place> secondParities) {
        this.sources = List.copyOf(sources);
        this.secondParities = List.copyOf(secondParities);
        this.sighting = sighting;
        this.claims = List.copyOf(claims);
        this.pool = pool;
        this.disks = sources.size();
    }

    /**
     * @param starts where in the volume the filesystem may begin, the likelier first
     * @param volumeBytes how long the volume may be
     */
    List<Hypothesis> best(List<Long> starts, List<Long> volumeBytes) {
        List<Shape> shapes = shapes();
        for (long start : starts) {
            List<Claim> all = at(start, 1);
            Fit sketch = new Fit(at(start, 1 + claims.size() / SKETCH), disks, pool.disks(), secondParities);
            Fit full = new Fit(all, disks, pool.disks(), secondParities);
            List<Hypothesis> sketched = new ArrayList<>();
            shapes.forEach(shape -> sketched.addAll(sketch.of(shape, start)));
            sketched.removeIf(rough -> !isPossible(rough));
            sketched.sort(plainFirst(sketched));
            sketched.stream()
                    .limit(KEPT)
                    .flatMap(rough -> refine(rough, full, all).stream())
                    .filter(this::isPossible)
                    .forEach(fit -> {
                        found.add(fit);
                        twin(fit, full).filter(this::isPossible).ifPresent(found::add);
                    });
            if (!pool.isComplete()) {
                found.addAll(new LinearFit(all, bounds(start), start, sources, full).among(pool.disks(), volumeBytes));
            }
        }
        int best = mostMet(found);
        found.sort(Comparator.comparing((Hypothesis hypothesis) -> isBehind(hypothesis, best))
                .thenComparingInt(this::strangeness)
                .thenComparingInt(this::leastMissing)
                .thenComparingInt(hypothesis -> starts.indexOf(hypothesis.start()))
                .thenComparing(BEST_FIRST));
        return found;
    }

    private static int mostMet(List<Hypothesis> among) {
        return among.stream().mapToInt(Hypothesis::met).max().orElse(0);
    }

    /** Chance makes some wrong claims fit some shapes: a few more or less say nothing. */
    private static boolean isBehind(Hypothesis hypothesis, int best) {
        return hypothesis.met() < best * 0.97 - 2;
    }

    /** With claims on few disks many shapes explain them all: those that need nothing else are kept. */
    private Comparator<Hypothesis> plainFirst(List<Hypothesis> among) {
        int best = mostMet(among);
        return Comparator.comparingInt((Hypothesis hypothesis) -> isBehind(hypothesis, best)
                        ? Integer.MAX_VALUE
                        : strangeness(hypothesis) + leastMissing(hypothesis))
                .thenComparing(BEST_FIRST);
    }

    /** The other layout that has data in the same places and differs in how the second parity is computed. */
    private static Optional<Hypothesis> twin(Hypothesis fit, Fit full) {
        if (!(fit.shape() instanceof ParityShape shape)) {
            return Optional.empty();
        }
        ParityLayout other =
                switch (shape.kind()) {
                    case RAID6_RIGHT_ASYMMETRIC -> ParityLayout.RAID6_DDF_ZERO_RESTART;
                    case RAID6_DDF_ZERO_RESTART -> ParityLayout.RAID6_RIGHT_ASYMMETRIC;
                    default -> shape.kind();
                };
        return other == shape.kind()
                ? Optional.empty()
                : full.counted(
                        new ParityShape(other, shape.slots(), shape.chunkBytes(), shape.rotation()),
                        fit.start(),
                        fit.dataOffset(),
                        fit.disks());
    }

    private static Optional<Hypothesis> refine(Hypothesis rough, Fit full, List<Claim> all) {
        Optional<Hypothesis> counted = full.of(rough.shape(), rough.start()).stream()
                .filter(found -> found.dataOffset() == rough.dataOffset())
                .findFirst();
        boolean far = rough.shape() instanceof TenShape ten && ten.isFar();
        return far ? counted.flatMap(first -> FarStride.of(first, all, full)) : counted;
    }

    /** A set of copies of which nothing is missing shows most claims again wherever their copies were sampled. */
    private boolean lacksCopies(Hypothesis hypothesis) {
        if (!(hypothesis.shape() instanceof TenShape) || hypothesis.missing() > 0) {
            return false;
        }
        int sampled = 0;
        int seen = 0;
        for (Claim claim : claims) {
            List<Claim.Place> copies = hypothesis.placesOf(claim.at() + hypothesis.start());
            if (copies.stream().anyMatch(claim.places()::contains)) {
                for (Claim.Place copy : copies) {
                    sampled += sources.get(copy.disk()).has(copy.offset()) ? 1 : 0;
                    seen += claim.places().contains(copy) ? 1 : 0;
                }
            }
        }
        return seen < sampled * MOST_COPIES;
    }

    private int leastMissing(Hypothesis hypothesis) {
        return Math.max(0, hypothesis.shape().slots() - pool.disks().cardinality());
    }

    /** Disks left over and slots without one: of two fits alike, the one that needs neither is tried first. */
    private int strangeness(Hypothesis hypothesis) {
        int slots = hypothesis.shape().slots();
        int members = pool.disks().cardinality();
        boolean lossy = hypothesis.shape() instanceof ParityShape && !pool.isComplete();
        // A parity set that is all there would have shown by its relation: one member at least is missing.
        return Math.max(0, members - slots + (lossy ? 1 : 0));
    }

    /** Every {@code step}th claim and the start itself, counted from the start of the volume. */
    private List<Claim> at(long start, int step) {
        List<Claim> shifted = new ArrayList<>(bounds(start));
        for (int i = 0; i < claims.size(); i += step) {
            shifted.add(claims.get(i).shifted(start));
        }
        return shifted;
    }

    /** The start, and the copy of it that looks the same. */
    private List<Claim> bounds(long start) {
        List<Claim> bounds = new ArrayList<>();
        if (!sighting.places().isEmpty()) {
            bounds.add(new Claim(start, sighting.places()));
            sighting.map().copyOfStart().ifPresent(copy -> bounds.add(new Claim(start + copy, sighting.places())));
        }
        return bounds;
    }

    private boolean isPossible(Hypothesis hypothesis) {
        int placed = hypothesis.shape().slots() - hypothesis.missing();
        int free = pool.disks().cardinality() - placed;
        return free >= 0
                && pool.disks().stream().boxed().toList().containsAll(hypothesis.placed())
                && !lacksCopies(hypothesis)
                && hypothesis.missing()
                        <= free + (pool.isComplete() ? 0 : hypothesis.shape().redundancy());
    }

    private List<Shape> shapes() {
        int members = pool.disks().cardinality();
        if (!pool.isComplete()) {
            return unrelated(busyDisks().cardinality());
        }
        List<Shape> shapes = new ArrayList<>(Catalogue.parity(members, pool.parities()));
        if (pool.parities() == 1) {
            shapes.addAll(Catalogue.delayed(members));
        }
        return shapes;
    }

    /** Disks that hold more than chance of the claims. */
    private BitSet busyDisks() {
        int[] counts = new int[disks];
        claims.forEach(claim -> claim.disks().forEach(disk -> counts[disk]++));
        BitSet busy = new BitSet();
        for (int disk = 0; disk < disks; disk++) {
            busy.set(disk, counts[disk] > claims.size() / 100);
        }
        new Claim(0, sighting.places()).disks().forEach(busy::set);
        return busy;
    }

    private List<Shape> unrelated(int seen) {
        List<Shape> shapes = new ArrayList<>(List.of(new MirrorShape(1)));
        pool.mirrors().stream()
                .map(BitSet::cardinality)
                .distinct()
                .forEach(copies -> shapes.add(new MirrorShape(copies)));
        int most = pool.disks().cardinality();
        if (pool.copies() > 1 && most > pool.copies()) {
            shapes.addAll(Catalogue.near(most, pool.copies()));
            return shapes;
        }
        for (int slots = Math.max(2, seen); slots <= most; slots++) {
            shapes.addAll(Catalogue.striped(slots));
        }
        for (int slots = Math.max(2, seen); slots <= most + 2; slots++) {
            shapes.addAll(Catalogue.ten(slots));
            if (slots >= 3 && slots <= most + 1) {
                shapes.addAll(Catalogue.parity(slots, 1));
            }
            if (slots >= 4) {
                shapes.addAll(Catalogue.parity(slots, 2));
            }
        }
        shapes.addAll(Catalogue.delayed(Math.max(3, seen + 1)));
        return shapes;
    }
}
