package org.p2vworkbench.disks.raid.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.raid.infer.Relations.Kind;
import org.p2vworkbench.disks.raid.infer.Relations.Relation;

class RelationsTest {

    private final Random random = new Random(5);

    @Test
    void twoParitySetsAndAForeignDiskAreToldApart() {
        List<long[][]> rows = rows(7, row -> {
            row[2] = sum(row[0], row[1]);
            row[6] = sum(row[3], row[4]);
        });

        List<Relation> found = new Relations(rows, 7).found();

        assertThat(found).extracting(Relation::kind).containsOnly(Kind.PARITY);
        assertThat(found).extracting(Relation::disks).containsExactlyInAnyOrder(set(0, 1, 2), set(3, 4, 6));
    }

    /** With large chunks the second parity stays on one disk for a run of sampled rows. */
    @Test
    void runOfRowsWithTheSecondParityElsewhereIsNoSetOfItsOwn() {
        int[] number = {0};
        List<long[][]> rows = rows(5, row -> {
            int odd = 4 - Math.min(4, number[0]++ / 10);
            int parity = (odd + 4) % 5;
            long[] sum = new long[row[0].length];
            for (int disk = 0; disk < 5; disk++) {
                sum = disk == odd || disk == parity ? sum : sum(sum, row[disk]);
            }
            row[parity] = sum;
        });

        List<Relation> found = new Relations(rows, 5).found();

        assertThat(found).extracting(Relation::kind).containsExactly(Kind.DOUBLE_PARITY);
    }

    @Test
    void mirrorsAreMirrorsAndNotParity() {
        List<long[][]> rows = rows(4, row -> {
            row[1] = row[0].clone();
            row[3] = row[2].clone();
        });

        List<Relation> found = new Relations(rows, 4).found();

        assertThat(found).extracting(Relation::kind).containsOnly(Kind.MIRROR);
        assertThat(found).extracting(Relation::disks).containsExactlyInAnyOrder(set(0, 1), set(2, 3));
    }

    @Test
    void theOddOneOfEachRowMakesDoubleParity() {
        List<long[][]> rows = rows(5, row -> {
            int odd = random.nextInt(5);
            int parity = (odd + 4) % 5;
            row[parity] = new long[row[0].length];
            long[] sum = new long[row[0].length];
            for (int disk = 0; disk < 5; disk++) {
                sum = disk == odd ? sum : sum(sum, row[disk]);
            }
            row[parity] = sum;
        });

        List<Relation> found = new Relations(rows, 5).found();

        assertThat(found).hasSize(1);
        assertThat(found.get(0).kind()).isEqualTo(Kind.DOUBLE_PARITY);
        assertThat(found.get(0).disks()).isEqualTo(set(0, 1, 2, 3, 4));
    }

    @Test
    void noiseIsNotRelated() {
        assertThat(new Relations(rows(6, row -> {}), 6).found()).isEmpty();
    }

    private interface Rule {
        void apply(long[][] row);
    }

    private List<long[][]> rows(int disks, Rule rule) {
        List<long[][]> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long[][] row = new long[disks][];
            for (int disk = 0; disk < disks; disk++) {
                row[disk] = random.longs(8).toArray();
            }
            rule.apply(row);
            rows.add(row);
        }
        return rows;
    }

    private static long[] sum(long[] a, long[] b) {
        long[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= b[i];
        }
        return sum;
    }

    private static BitSet set(int... disks) {
        BitSet set = new BitSet();
        for (int disk : disks) {
            set.set(disk);
        }
        return set;
    }
}
