package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * Finds out how disks were put together from what lies on them, when no metadata tells.
 *
 * <p>Parity and mirrors show which disks belong together; blocks that carry their own address show how; the volume that
 * results is judged by what parses in it, and compared with its nearest rivals. Reads at most 48 MiB of each disk, each
 * part once.
 */
public final class RaidInference {

    /** The sets found, the surest first. Disks that belong to none, or tell nothing, are in none. */
    public List<RaidSet> infer(List<RaidDisk> disks) throws IOException {
        if (disks.isEmpty()) {
            return List.of();
        }
        List<BlockSource> sources = disks.stream().map(RaidDisk::bytes).toList();
        Samples samples = Samples.of(sources);
        List<long[][]> rows = samples.rows();
        List<Relations.Relation> relations = new Relations(rows, disks.size()).found();
        RowAlgebra algebra = new RowAlgebra(rows, samples.offsetsOfRows());
        ClaimSearch search = new ClaimSearch(samples, isMemberMissing(disks.size(), relations));
        search.look(dataMembers(disks.size(), relations));
        List<RaidSet> sets = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Sighting sighting : search.sightings()) {
            List<Claim> alone = search.claims(sighting.map());
            Pool pool = Pool.of(sighting, alone, relations, disks.size());
            List<Claim> claims = new Company(samples.disks(), pool.disks()).among(alone);
            List<Hypothesis> fits = new FilesystemFits(
                            sighting, claims, pool, samples.disks(), algebra.secondParities(pool.disks()))
                    .best(search.possibleStarts(), search.volumeBytes());
            Contest contest = new Contest(samples.disks(), sighting, claims, pool, algebra);
            List<Candidate> judged = contest.judged(fits);
            if (!judged.isEmpty() && judged.get(0).hypothesis().shape().slots() > 1) {
                findings.add(new Finding(sighting, claims.size(), judged, contest.separation(judged)));
            }
        }
        findings.sort(Comparator.comparingDouble(Finding::confidence).reversed());
        BitSet taken = new BitSet();
        for (Finding finding : findings) {
            BitSet used = finding.disks();
            if (!used.intersects(taken)) {
                sets.add(new SetReport(disks, relations).set(finding));
                taken.or(used);
            }
        }
        return sets;
    }

    /** Whether no relation holds among all these disks, as when a member of theirs is not there. */
    private static boolean isMemberMissing(int disks, List<Relations.Relation> relations) {
        return relations.stream().noneMatch(relation -> relation.disks().cardinality() == disks);
    }

    /** By how many disks addresses may have to be divided to get places. */
    private static List<Integer> dataMembers(int disks, List<Relations.Relation> relations) {
        TreeSet<Integer> possible = new TreeSet<>(Comparator.reverseOrder());
        int unrelated = disks;
        for (Relations.Relation relation : relations) {
            int members = relation.disks().cardinality();
            switch (relation.kind()) {
                case PARITY -> possible.add(members - 1);
                case DOUBLE_PARITY -> possible.add(members - 2);
                case MIRROR -> {
                    possible.add(1);
                    possible.add(Math.max(1, disks / members));
                }
            }
            unrelated -= relation.kind() == Relations.Kind.MIRROR ? 0 : members;
        }
        if (unrelated >= 2) {
            possible.add(unrelated);
            possible.add(Math.max(1, unrelated - 1));
            possible.add(Math.max(1, unrelated / 2));
        }
        return new ArrayList<>(possible);
    }
}
