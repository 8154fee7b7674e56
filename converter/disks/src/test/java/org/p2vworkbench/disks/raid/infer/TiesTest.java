package org.p2vworkbench.disks.raid.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.Rotation;
import org.p2vworkbench.disks.raid.TenLayout;
import org.p2vworkbench.disks.raid.judge.Structures;

class TiesTest {

    private static final long CHUNK = 65_536;
    private static final int EACH = 30;

    private final Sighting sighting = new Sighting(Structures.usual().get(0), List.of());

    @Test
    void disksThatNoClaimPlacesAreTriedInEachOthersSlots() {
        Shape shape = Shape.striped(3, CHUNK);

        List<Hypothesis> ties = ties(claims(shape, 0, List.of(0, 1, 2)), hypothesis(shape, 0, 1, 2));

        assertThat(ties).extracting(Hypothesis::disks).containsExactly(List.of(0, 1, 2), List.of(0, 2, 1));
    }

    /** One copy explains a claim as well as two, so that disks of different mirrors would seem to be exchangeable. */
    @Test
    void onlyCopiesOfOneAnotherAreTies() {
        Shape shape = new TenShape(new TenLayout(2, 1, false), 4, CHUNK, 0);
        List<Claim> claims = new ArrayList<>(claims(shape, 0, List.of(0, 1, 2, 3)));
        claims.addAll(claims(shape, 1, List.of(0, 1, 2, 3)));

        List<Hypothesis> ties = ties(claims, hypothesis(shape, 0, 1, 2, 3));

        assertThat(ties)
                .extracting(Hypothesis::disks)
                .containsExactlyInAnyOrder(List.of(0, 1, 2, 3), List.of(1, 0, 2, 3), List.of(0, 1, 3, 2));
    }

    @Test
    void slotOfTheMissingMemberIsTriedForADiskWithoutClaims() {
        Shape shape = Shape.parity(ParityLayout.RAID5_PARITY_LAST, 4, CHUNK, Rotation.EVERY_ROW);
        List<Claim> claims = new ArrayList<>(claims(shape, 0, List.of(0, 1, 2, 3)));
        claims.addAll(claims(shape, 1, List.of(0, 1, 2, 3)));

        List<Hypothesis> ties = ties(claims, hypothesis(shape, 0, 1, 2, Hypothesis.MISSING));

        assertThat(ties).extracting(Hypothesis::disks).contains(List.of(0, 1, Hypothesis.MISSING, 2));
    }

    private List<Hypothesis> ties(List<Claim> claims, Hypothesis of) {
        return new Ties(sighting, claims, (one, other) -> one.disks().equals(other.disks())).of(of);
    }

    private static Hypothesis hypothesis(Shape shape, Integer... disks) {
        return new Hypothesis(shape, 0, 0, List.of(disks), 0, 0);
    }

    /** Claims within the chunk that is the {@code nth} of each row, where the shape has them. */
    private static List<Claim> claims(Shape shape, int nth, List<Integer> disks) {
        List<Claim> claims = new ArrayList<>();
        long width = shape instanceof TenShape ? 2 : 3;
        for (int row = 0; row < EACH; row++) {
            long at = (row * width + nth) * CHUNK + 4096;
            List<Claim.Place> places = new ArrayList<>();
            for (int copy = 0; copy < shape.copies(); copy++) {
                places.add(new Claim.Place(disks.get(shape.slotOf(at, copy)), shape.memberOffset(at, copy)));
            }
            claims.add(new Claim(at, places));
        }
        return claims;
    }
}
