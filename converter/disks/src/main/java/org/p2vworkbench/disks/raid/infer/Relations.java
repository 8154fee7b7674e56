package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which disks have parity or a mirror in common, by linear algebra over GF(2): a sample row is one vector per disk, and a
 * sum of some of them that is zero is a relation. Elimination finds them all without trying subsets.
 */
final class Relations {

    /** What a set of disks has in common. */
    enum Kind {
        MIRROR,
        PARITY,
        /** All but one in each row, and not always the same one: the second parity of RAID 6. */
        DOUBLE_PARITY
    }

    /**
     * A relation and how well it holds.
     *
     * @param held sample rows that obey it
     * @param rows sample rows that could have broken it
     */
    record Relation(Kind kind, BitSet disks, int held, int rows) {

        double share() {
            return rows == 0 ? 0 : (double) held / rows;
        }

        private boolean isFound() {
            return rows >= FEWEST_ROWS && share() >= HOLDS;
        }
    }

    private static final double HOLDS = 0.9;
    private static final int FEWEST_ROWS = 6;
    private static final int FEWEST_TELLING = 3;
    /** Rows that are not from a few places only. */
    private static final int FEWEST_OF_PART = 28;

    private static final int CANDIDATES = 300;

    private final List<long[][]> rows;
    private final int disks;

    /** @param rows one array of words per disk each, disks in the same order; all zero where a disk has nothing */
    Relations(List<long[][]> rows, int disks) {
        this.rows = List.copyOf(rows);
        this.disks = disks;
    }

    List<Relation> found() {
        List<Relation> found = new ArrayList<>();
        BitSet taken = new BitSet();
        List<BitSet> candidates = candidates();
        for (Kind kind : List.of(Kind.PARITY, Kind.DOUBLE_PARITY, Kind.MIRROR)) {
            for (BitSet candidate : candidates) {
                if (candidate.intersects(taken)) {
                    continue;
                }
                Relation relation = test(kind, candidate);
                boolean alone = kind != Kind.PARITY || !isPartOfDouble(relation, candidates);
                if (relation.isFound() && alone) {
                    found.add(relation);
                    taken.or(candidate);
                }
            }
        }
        return found;
    }

    /** With large chunks a run of rows has its second parity on one disk, and all others sum to zero for so long. */
    private boolean isPartOfDouble(Relation parity, List<BitSet> candidates) {
        return parity.isFound()
                && candidates.stream()
                        .filter(wider ->
                                wider.cardinality() > parity.disks.cardinality() && containsAll(wider, parity.disks))
                        .map(wider -> test(Kind.DOUBLE_PARITY, wider))
                        .anyMatch(wider -> wider.isFound() && wider.held >= 2 * parity.held);
    }

    private static boolean containsAll(BitSet wider, BitSet set) {
        BitSet rest = (BitSet) set.clone();
        rest.andNot(wider);
        return rest.isEmpty();
    }

    private Relation test(Kind kind, BitSet set) {
        boolean fits =
                kind == Kind.MIRROR ? set.cardinality() >= 2 : set.cardinality() >= (kind == Kind.PARITY ? 3 : 4);
        int held = 0;
        int counted = 0;
        int heldSoFar = 0;
        int countedSoFar = 0;
        int telling = 0;
        int before = 0;
        boolean alone = true;
        for (long[][] row : fits ? rows : List.<long[][]>of()) {
            boolean tells = kind == Kind.MIRROR || isTelling(row, set);
            if (set.stream().allMatch(disk -> isZero(row[disk])) || kind == Kind.DOUBLE_PARITY && !tells) {
                continue;
            }
            boolean holds =
                    switch (kind) {
                        case MIRROR -> allEqual(row, set);
                        case PARITY -> isZero(sum(row, set));
                        case DOUBLE_PARITY -> oneIsOdd(row, set);
                    };
            telling += holds && tells ? 1 : 0;
            before += heldSoFar == 0 && !holds ? 1 : 0;
            alone &= !holds || isEmptyOutside(row, set);
            heldSoFar += holds ? 1 : 0;
            countedSoFar += heldSoFar > 0 ? 1 : 0; // What lies before the data obeys nothing,
            if (holds) {
                held = heldSoFar;
                counted = countedSoFar; // nor does what lies behind it.
            }
        }
        // Where the other disks are empty, some members of a wider set sum to zero.
        boolean isPart =
                kind != Kind.MIRROR && alone && set.cardinality() < disks && (before > held || held < FEWEST_OF_PART);
        boolean tooLittle = telling < FEWEST_TELLING || countedSoFar - counted > countedSoFar / 4 || isPart;
        return new Relation(kind, set, tooLittle ? 0 : held, counted);
    }

    private boolean isEmptyOutside(long[][] row, BitSet set) {
        for (int disk = 0; disk < disks; disk++) {
            if (!set.get(disk) && !isZero(row[disk])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a sum in this row is more than a mirror: three disks hold something, and no two of them the same. */
    static boolean isTelling(long[][] row, BitSet set) {
        int[] busy = set.stream().filter(disk -> !isZero(row[disk])).toArray();
        for (int i = 0; i < busy.length; i++) {
            for (int j = i + 1; j < busy.length; j++) {
                if (Arrays.equals(row[busy[i]], row[busy[j]])) {
                    return false;
                }
            }
        }
        return busy.length >= 3;
    }

    private boolean allEqual(long[][] row, BitSet set) {
        int first = set.nextSetBit(0);
        return set.stream().allMatch(disk -> Arrays.equals(row[first], row[disk]));
    }

    private boolean oneIsOdd(long[][] row, BitSet set) {
        long[] sum = sum(row, set);
        return !isZero(sum) && set.stream().anyMatch(disk -> Arrays.equals(sum, row[disk]));
    }

    static long[] sum(long[][] row, BitSet set) {
        long[] sum = new long[row[0].length];
        set.stream().forEach(disk -> {
            for (int i = 0; i < sum.length; i++) {
                sum[i] ^= row[disk][i];
            }
        });
        return sum;
    }

    static boolean isZero(long[] words) {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /** The relations of single rows, the frequent first, and the unions of those that overlap, the widest first of all. */
    private List<BitSet> candidates() {
        Map<BitSet, Integer> counts = new HashMap<>();
        for (long[][] row : rows) {
            for (BitSet relation : ofRow(row)) {
                counts.merge(relation, 1, Integer::sum);
            }
        }
        List<BitSet> frequent = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= 2)
                .sorted(Map.Entry.<BitSet, Integer>comparingByValue().reversed())
                .limit(CANDIDATES)
                .map(Map.Entry::getKey)
                .toList();
        Set<BitSet> all = new LinkedHashSet<>(unions(frequent));
        all.addAll(frequent);
        List<BitSet> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingInt(BitSet::cardinality).reversed());
        return sorted;
    }

    private static List<BitSet> unions(List<BitSet> sets) {
        List<BitSet> unions = new ArrayList<>();
        for (BitSet set : sets) {
            BitSet grown = (BitSet) set.clone();
            unions.removeIf(union -> {
                boolean touches = union.intersects(grown);
                if (touches) {
                    grown.or(union);
                }
                return touches;
            });
            unions.add(grown);
        }
        return unions;
    }

    /** A basis of the sums that vanish in one row, disks that hold nothing left out. */
    private List<BitSet> ofRow(long[][] row) {
        List<BitSet> relations = new ArrayList<>();
        List<long[]> basis = new ArrayList<>();
        List<BitSet> origins = new ArrayList<>();
        for (int disk = 0; disk < disks; disk++) {
            if (isZero(row[disk])) {
                continue;
            }
            long[] rest = row[disk].clone();
            BitSet origin = new BitSet();
            origin.set(disk);
            for (int i = 0; i < basis.size(); i++) {
                int pivot = leading(basis.get(i));
                if ((rest[pivot / 64] >>> pivot % 64 & 1) != 0) {
                    add(rest, basis.get(i));
                    origin.xor(origins.get(i));
                }
            }
            if (isZero(rest)) {
                relations.add(origin);
            } else {
                basis.add(rest);
                origins.add(origin);
            }
        }
        return relations;
    }

    private static void add(long[] to, long[] more) {
        for (int i = 0; i < to.length; i++) {
            to[i] ^= more[i];
        }
    }

    /** The lowest bit set. */
    private static int leading(long[] words) {
        for (int i = 0; i < words.length; i++) {
            if (words[i] != 0) {
                return i * 64 + Long.numberOfTrailingZeros(words[i]);
            }
        }
        throw new IllegalArgumentException("a zero vector leads nowhere");
    }
}
