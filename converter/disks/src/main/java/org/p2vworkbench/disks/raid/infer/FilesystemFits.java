package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The hypotheses under which what one filesystem claims of itself is true, best first. */
final class FilesystemFits {

    private static final Comparator<Hypothesis> BEST_FIRST = Comparator.comparingInt(Hypothesis::met)
            .thenComparingInt(Hypothesis::places)
            .reversed()
            .thenComparingInt(Hypothesis::missing)
            .thenComparingInt(found -> found.shape().level().ordinal())
            .thenComparingLong(Hypothesis::dataOffset);
    /** Claims used to choose among all shapes; the best are then counted with all claims. */
    private static final int SKETCH = 240;

    private static final int KEPT = 80;

    private final Sighting sighting;
    private final List<Claim> claims;
    private final Collection<Relations.Relation> relations;
    private final int disks;
    private final List<Hypothesis> found = new ArrayList<>();

    FilesystemFits(Sighting sighting, List<Claim> claims, Collection<Relations.Relation> relations, int disks) {
        this.sighting = sighting;
        this.claims = List.copyOf(claims);
        this.relations = relations;
        this.disks = disks;
    }

    /** @param starts where in the volume the filesystem may begin */
    List<Hypothesis> best(List<Long> starts) {
        List<Shape> shapes = shapes();
        for (long start : starts) {
            List<Claim> all = at(start, 1);
            Fit sketch = new Fit(at(start, 1 + claims.size() / SKETCH), disks);
            Fit full = new Fit(all, disks);
            List<Hypothesis> sketched = new ArrayList<>();
            shapes.forEach(shape -> sketched.addAll(sketch.of(shape, start)));
            sketched.sort(BEST_FIRST);
            sketched.stream().filter(this::isPossible).limit(KEPT).forEach(rough -> refine(rough, full, all)
                    .filter(this::isPossible)
                    .ifPresent(found::add));
            LinearFit.of(all, start, disks, full).ifPresent(found::add);
        }
        found.sort(BEST_FIRST);
        return found;
    }

    private static Optional<Hypothesis> refine(Hypothesis rough, Fit full, List<Claim> all) {
        Optional<Hypothesis> counted = full.of(rough.shape(), rough.start()).stream()
                .filter(found -> found.dataOffset() == rough.dataOffset())
                .findFirst();
        boolean far = rough.shape() instanceof TenShape ten && ten.isFar();
        return far ? counted.flatMap(first -> FarStride.of(first, all, full)) : counted;
    }

    /** Every {@code step}th claim and the start itself, counted from the start of the volume. */
    private List<Claim> at(long start, int step) {
        List<Claim> shifted = new ArrayList<>();
        shifted.add(new Claim(start, sighting.places()));
        for (int i = 0; i < claims.size(); i += step) {
            shifted.add(claims.get(i).shifted(start));
        }
        return shifted;
    }

    private boolean isPossible(Hypothesis hypothesis) {
        int free = disks - (hypothesis.shape().slots() - hypothesis.missing());
        return hypothesis.missing() <= hypothesis.shape().redundancy() + free;
    }

    private List<Shape> shapes() {
        BitSet seen = busyDisks();
        for (Relations.Relation relation : relations) {
            BitSet common = (BitSet) relation.disks().clone();
            common.and(seen);
            int slots = relation.disks().cardinality();
            if (common.cardinality() * 2 > seen.cardinality() && relation.kind() != Relations.Kind.MIRROR) {
                List<Shape> shapes = new ArrayList<>();
                shapes.addAll(Catalogue.parity(slots, relation.kind() == Relations.Kind.PARITY ? 1 : 2));
                if (relation.kind() == Relations.Kind.PARITY) {
                    shapes.addAll(Catalogue.delayed(slots));
                }
                return shapes;
            }
        }
        return unrelated(seen.cardinality());
    }

    /** Disks that hold more than chance of the claims. */
    private BitSet busyDisks() {
        int[] counts = new int[disks];
        claims.forEach(claim -> claim.places().forEach(place -> counts[place.disk()]++));
        BitSet busy = new BitSet();
        for (int disk = 0; disk < disks; disk++) {
            busy.set(disk, counts[disk] > claims.size() / 100);
        }
        sighting.places().forEach(place -> busy.set(place.disk()));
        return busy;
    }

    private List<Shape> unrelated(int seen) {
        List<Shape> shapes = new ArrayList<>(List.of(new MirrorShape(1)));
        relations.stream()
                .filter(relation -> relation.kind() == Relations.Kind.MIRROR)
                .map(relation -> relation.disks().cardinality())
                .distinct()
                .forEach(copies -> shapes.add(new MirrorShape(copies)));
        for (int slots = Math.max(2, seen); slots <= disks; slots++) {
            shapes.addAll(Catalogue.striped(slots));
        }
        for (int slots = Math.max(2, seen); slots <= disks + 2; slots++) {
            shapes.addAll(Catalogue.ten(slots));
            if (slots >= 3 && slots <= disks + 1) {
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
