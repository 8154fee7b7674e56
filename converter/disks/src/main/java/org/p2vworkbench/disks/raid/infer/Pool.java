package org.p2vworkbench.disks.raid.infer;

import java.util.BitSet;
import java.util.List;

/**
 * The disks among which a filesystem's members are looked for.
 *
 * @param parities how many per row, where a relation shows that these disks are all members of a parity set; 0 where
 *     nothing is known of them
 * @param mirrors the groups of equal disks among them
 * @param copies how many disks each group of equal ones has, where every disk was seen to be in one; 0 where not
 */
record Pool(BitSet disks, int parities, List<BitSet> mirrors, int copies) {

    /** Fewer rows than this, and two disks may be equal because the rest of the set is empty there. */
    private static final int ROWS_OF_MIRRORS = 28;

    Pool {
        mirrors = List.copyOf(mirrors);
    }

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
                return new Pool(relation.disks(), relation.kind() == Relations.Kind.PARITY ? 1 : 2, List.of(), 0);
            }
        }
        List<Relations.Relation> mirrors = relations.stream()
                .filter(relation -> relation.kind() == Relations.Kind.MIRROR)
                .toList();
        return new Pool(rest, 0, mirrors.stream().map(Relations.Relation::disks).toList(), copies(rest, mirrors));
    }

    private static int copies(BitSet disks, List<Relations.Relation> mirrors) {
        BitSet alone = (BitSet) disks.clone();
        mirrors.forEach(mirror -> alone.andNot(mirror.disks()));
        long sizes = mirrors.stream()
                .map(mirror -> mirror.disks().cardinality())
                .distinct()
                .count();
        boolean sure = mirrors.stream().allMatch(mirror -> mirror.held() >= ROWS_OF_MIRRORS);
        return alone.isEmpty() && sizes == 1 && sure ? mirrors.get(0).disks().cardinality() : 0;
    }
}
