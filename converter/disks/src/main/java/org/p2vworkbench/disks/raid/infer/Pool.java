package org.p2vworkbench.disks.raid.infer;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The disks among which a filesystem's members are looked for.
 *
 * @param parities how many per row, where a relation shows that these disks are all members of a parity set; 0 where
 *     nothing is known of them
 * @param mirrors sizes of the groups of equal disks among them
 */
record Pool(BitSet disks, int parities, Set<Integer> mirrors) {

    /** Nothing is missing and nothing foreign among them. */
    boolean isComplete() {
        return parities > 0;
    }

    /** The disks of the relation that holds for those with claims, or all disks that no such relation holds for. */
    static Pool of(Sighting sighting, List<Claim> claims, List<Relations.Relation> relations, int all) {
        BitSet rest = new BitSet();
        rest.set(0, all);
        for (Relations.Relation relation : relations) {
            if (relation.kind() == Relations.Kind.MIRROR) {
                continue;
            }
            rest.andNot(relation.disks());
            long inside = claims.stream()
                    .filter(claim -> claim.disks().stream().anyMatch(relation.disks()::get))
                    .count();
            boolean begins = sighting.places().stream()
                    .anyMatch(place -> place.disk() >= 0 && relation.disks().get(place.disk()));
            if (claims.isEmpty() ? begins : inside * 2 > claims.size()) {
                return new Pool(relation.disks(), relation.kind() == Relations.Kind.PARITY ? 1 : 2, Set.of());
            }
        }
        Set<Integer> mirrors = relations.stream()
                .filter(relation -> relation.kind() == Relations.Kind.MIRROR)
                .map(relation -> relation.disks().cardinality())
                .collect(Collectors.toSet());
        return new Pool(rest, 0, mirrors);
    }
}
