package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.p2vworkbench.disks.raid.GaloisField;

/**
 * Checks the parities of sampled rows against a hypothesis. The second parity weighs every member differently, so that it
 * tells where both parities and the data of each row lie; whatever the content is, encrypted too. A single parity is the
 * same for every order and tells nothing here.
 */
final class RowAlgebra {

    /** So many rows may be odd ones in a set that has a parity after all. */
    private static final double MOST_LACKING = 0.15;

    private static final int FEWEST_MIRRORED = 6;

    private final List<long[][]> rows;
    private final List<Long> offsets;

    /** @param offsets where on the disks each row lies */
    RowAlgebra(List<long[][]> rows, List<Long> offsets) {
        this.rows = List.copyOf(rows);
        this.offsets = List.copyOf(offsets);
    }

    /**
     * Where the second parity of these disks lies in each row: on the one without which the rest sums to zero, or on the
     * missing one when the rest does so as it is.
     */
    List<Claim.Place> secondParities(BitSet disks) {
        List<Claim.Place> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            long[][] row = rows.get(i);
            if (Relations.isTelling(row, disks)) {
                long[] sum = Relations.sum(row, disks);
                long offset = offsets.get(i);
                if (Relations.isZero(sum)) {
                    found.add(new Claim.Place(Claim.SUM, offset));
                }
                disks.stream()
                        .filter(disk -> !Relations.isZero(sum) && Arrays.equals(sum, row[disk]))
                        .forEach(disk -> found.add(new Claim.Place(disk, offset)));
            }
        }
        return found;
    }

    /** How many rows could be checked, and how many of them were as they should be. */
    record Result(int held, int checked) {

        boolean contradicts() {
            return checked >= 4 && held < 0.8 * checked;
        }
    }

    Result check(Hypothesis hypothesis, long memberBytes) {
        boolean isSingle =
                hypothesis.shape() instanceof ParityShape one && one.kind().parityCount() == 1;
        boolean isDouble =
                hypothesis.shape() instanceof ParityShape two && two.kind().parityCount() == 2;
        if (hypothesis.shape() instanceof StripedShape || hypothesis.shape() instanceof LinearShape) {
            int equal = mirrored(hypothesis.placed());
            return equal >= FEWEST_MIRRORED ? new Result(0, equal) : lacking(hypothesis);
        }
        if (hypothesis.shape() instanceof TenShape ten && ten.kind().near() > 1) {
            return copies(hypothesis, ten, memberBytes);
        }
        if (!isDouble) {
            return isSingle && hypothesis.missing() == 0 ? new Result(0, 0) : lacking(hypothesis);
        }
        int held = 0;
        int checked = 0;
        if (hypothesis.shape() instanceof ParityShape shape && hypothesis.missing() <= 1) {
            for (int i = 0; i < rows.size(); i++) {
                long within = offsets.get(i) - hypothesis.dataOffset();
                boolean inside = within >= 0
                        && within < memberBytes
                        && within % shape.chunkBytes() + Samples.ROW_BYTES <= shape.chunkBytes();
                if (inside && !isEmpty(rows.get(i), hypothesis)) {
                    int outcome = row(rows.get(i), hypothesis, shape, within / shape.chunkBytes());
                    checked += outcome == 0 ? 0 : 1;
                    held += outcome > 0 ? 1 : 0;
                }
            }
        }
        return new Result(held, checked);
    }

    /** Near copies are in one row, on slots side by side; told for the slot that agrees least with the one before it. */
    private Result copies(Hypothesis hypothesis, TenShape shape, long memberBytes) {
        int slots = shape.slots();
        int[] held = new int[slots];
        int[] checked = new int[slots];
        for (int i = 0; i < rows.size(); i++) {
            long within = offsets.get(i) - hypothesis.dataOffset();
            boolean inside = within >= 0
                    && within < memberBytes
                    && within % shape.chunkBytes() + Samples.ROW_BYTES <= shape.chunkBytes();
            for (int slot = 1; inside && slot < slots; slot++) {
                int disk = hypothesis.disks().get(slot);
                int before = hypothesis.disks().get(slot - 1);
                boolean isCopy = (within / shape.chunkBytes() * slots + slot)
                                % shape.kind().near()
                        != 0;
                if (isCopy && disk != Hypothesis.MISSING && before != Hypothesis.MISSING) {
                    long[] one = rows.get(i)[disk];
                    long[] other = rows.get(i)[before];
                    checked[slot] += Relations.isZero(one) && Relations.isZero(other) ? 0 : 1;
                    held[slot] += !Relations.isZero(one) && Arrays.equals(one, other) ? 1 : 0;
                }
            }
        }
        Result worst = new Result(0, 0);
        for (int slot = 1; slot < slots; slot++) {
            Result here = new Result(held[slot], checked[slot]);
            worst = here.contradicts() ? here : worst;
        }
        return worst;
    }

    /** Rows that two of these disks have in common, when they have nearly all: what is stored twice is not striped. */
    private int mirrored(List<Integer> disks) {
        int most = 0;
        for (int i = 0; i < disks.size(); i++) {
            for (int j = i + 1; j < disks.size(); j++) {
                int equal = 0;
                int busy = 0;
                for (long[][] row : rows) {
                    long[] one = row[disks.get(i)];
                    long[] other = row[disks.get(j)];
                    boolean isBusy = !Relations.isZero(one) || !Relations.isZero(other);
                    busy += isBusy ? 1 : 0;
                    equal += isBusy && Arrays.equals(one, other) ? 1 : 0;
                }
                most = Math.max(most, equal > busy / 2 ? equal : 0);
            }
        }
        return most;
    }

    /**
     * Without parity, or with its only member missing, rows sum to zero where the rest of the row is empty, and nowhere
     * else: that all of them do so refutes it.
     */
    private Result lacking(Hypothesis hypothesis) {
        BitSet disks = new BitSet();
        hypothesis.placed().forEach(disks::set);
        int telling = 0;
        int vanishing = 0;
        for (long[][] row : rows) {
            if (Relations.isTelling(row, disks)) {
                telling++;
                vanishing += Relations.isZero(Relations.sum(row, disks)) ? 1 : 0;
            }
        }
        return new Result(telling - vanishing < MOST_LACKING * telling ? 0 : vanishing, vanishing);
    }

    private static boolean isEmpty(long[][] row, Hypothesis hypothesis) {
        for (int disk : hypothesis.placed()) {
            for (long word : row[disk]) {
                if (word != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** 1 when all that can be checked holds, -1 when something does not, 0 when nothing can be checked. */
    private static int row(long[][] row, Hypothesis hypothesis, ParityShape shape, long number) {
        int p = hypothesis.disks().get(shape.slotOfP(number));
        int q = hypothesis.disks().get(shape.slotOfQ(number));
        int words = row[0].length;
        long[] sum = new long[words];
        byte[] weighted = new byte[words * 8];
        for (int k = 0; k < shape.slots() - 2; k++) {
            int disk = hypothesis.disks().get(shape.slotOfData(number, k));
            if (disk == Hypothesis.MISSING) {
                return 0;
            }
            int factor = GaloisField.pow(shape.exponent(number, k));
            for (int i = 0; i < words; i++) {
                sum[i] ^= row[disk][i];
                for (int b = 0; b < 8; b++) {
                    weighted[i * 8 + b] ^= (byte) GaloisField.mul(factor, (int) (row[disk][i] >>> 8 * b) & 0xff);
                }
            }
        }
        boolean right = true;
        for (int i = 0; i < words && right; i++) {
            right = p == Hypothesis.MISSING || sum[i] == row[p][i];
            for (int b = 0; b < 8 && right && q != Hypothesis.MISSING; b++) {
                right = weighted[i * 8 + b] == (byte) (row[q][i] >>> 8 * b);
            }
        }
        return right ? 1 : -1;
    }
}
