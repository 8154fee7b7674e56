package org.p2vworkbench.disks.raid.infer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds how far away the far copies of a RAID 10 are: second places of claims, all the same distance further on. */
final class FarStride {

    private static final int FEWEST = 2;

    private FarStride() {}

    static Optional<Hypothesis> of(Hypothesis first, List<Claim> claims, Fit fit) {
        TenShape shape = (TenShape) first.shape();
        Map<Long, Integer> votes = new HashMap<>();
        long furthestRow = claims.stream().mapToLong(Claim::at).max().orElse(0) / shape.chunkBytes() / shape.slots();
        for (Claim claim : claims) {
            int second = first.disks().get((shape.slotOf(claim.at(), 0) + 1) % shape.slots());
            long expected = first.dataOffset() + shape.memberOffset(claim.at(), 0);
            for (Claim.Place place : claim.places()) {
                long further = place.offset() - expected;
                if (place.disk() == second
                        && further > furthestRow * shape.chunkBytes()
                        && further % shape.chunkBytes() == 0) {
                    votes.merge(further / shape.chunkBytes(), 1, Integer::sum);
                }
            }
        }
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(best -> best.getValue() >= FEWEST)
                .flatMap(best -> fit.counted(
                        new TenShape(shape.kind(), shape.slots(), shape.chunkBytes(), best.getKey()),
                        first.start(),
                        first.dataOffset(),
                        first.disks()));
    }
}
