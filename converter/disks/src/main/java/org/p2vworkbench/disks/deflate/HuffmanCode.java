package org.p2vworkbench.disks.deflate;

import java.util.Arrays;

/**
 * A prefix code for an alphabet, made from how often each symbol occurs: RFC 1951, section 3.2.2. Reusable; holds the
 * code of the frequencies given last.
 *
 * <p>Lengths come from the in-place calculation of minimum-redundancy codes (Moffat and Katajainen 1995), cut to the
 * limit afterwards.
 */
final class HuffmanCode {

    private final int limit;
    private final int[] lengths;
    private final int[] codes;
    private final int[] order;
    private final int[] work;

    /**
     * @param symbols size of the alphabet
     * @param limit longest code allowed, in bits
     */
    HuffmanCode(int symbols, int limit) {
        this.limit = limit;
        lengths = new int[symbols];
        codes = new int[symbols];
        order = new int[symbols];
        work = new int[symbols];
    }

    /** Bits of each symbol's code; 0 for a symbol that does not occur. */
    int[] lengths() {
        return lengths;
    }

    /** Each symbol's code, its bits reversed: deflate packs codes starting from their top bit. */
    int[] codes() {
        return codes;
    }

    /** Fits the code to these frequencies, each below 2^22. */
    void fit(int[] frequencies) {
        Arrays.fill(lengths, 0);
        int used = sortByFrequency(frequencies);
        if (used == 1) {
            // A code of one symbol still takes one bit, and some decoders want a second code beside it.
            lengths[order[0]] = 1;
            lengths[order[0] == 0 ? 1 : 0] = 1;
        } else if (used > 1) {
            minimumRedundancy(used);
            limitLengths(used);
            for (int i = 0; i < used; i++) {
                lengths[order[i]] = work[i];
            }
        }
        assignCodes();
    }

    /** Rarest first into {@code order}, their frequencies into {@code work}; answers how many symbols occur. */
    private int sortByFrequency(int[] frequencies) {
        int used = 0;
        for (int symbol = 0; symbol < frequencies.length; symbol++) {
            if (frequencies[symbol] > 0) {
                order[used++] = frequencies[symbol] << 9 | symbol;
            }
        }
        Arrays.sort(order, 0, used);
        for (int i = 0; i < used; i++) {
            work[i] = order[i] >>> 9;
            order[i] &= 0x1ff;
        }
        return used;
    }

    /** Turns the ascending frequencies in {@code work} into code lengths, longest first. */
    private void minimumRedundancy(int n) {
        joinSubtrees(n);
        work[n - 2] = 0;
        for (int next = n - 3; next >= 0; next--) {
            work[next] = work[work[next]] + 1;
        }
        depthsOfLeaves(n);
    }

    /** First pass: internal nodes take the place of leaves, each pointing to its parent. */
    private void joinSubtrees(int n) {
        work[0] += work[1];
        int root = 0;
        int leaf = 2;
        for (int next = 1; next < n - 1; next++) {
            if (leaf >= n || work[root] < work[leaf]) {
                work[next] = work[root];
                work[root++] = next;
            } else {
                work[next] = work[leaf++];
            }
            if (leaf >= n || (root < next && work[root] < work[leaf])) {
                work[next] += work[root];
                work[root++] = next;
            } else {
                work[next] += work[leaf++];
            }
        }
    }

    /** Last pass: depths of internal nodes become depths of leaves. */
    private void depthsOfLeaves(int n) {
        int available = 1;
        int depth = 0;
        int root = n - 2;
        int next = n - 1;
        while (available > 0) {
            int internal = 0;
            while (root >= 0 && work[root] == depth) {
                internal++;
                root--;
            }
            while (available > internal) {
                work[next--] = depth;
                available--;
            }
            available = 2 * internal;
            depth++;
        }
    }

    /**
     * Cuts lengths to the limit, then makes the Kraft sum exactly one again: the rarest pay, and what they paid too
     * much goes to the most frequent. A sum below one would be an incomplete code, which zlib refuses.
     */
    private void limitLengths(int n) {
        if (work[0] <= limit) {
            return;
        }
        long full = 1L << limit;
        long sum = 0;
        for (int i = 0; i < n; i++) {
            work[i] = Math.min(work[i], limit);
            sum += full >>> work[i];
        }
        for (int i = 0; sum > full; i = (i + 1) % n) {
            if (work[i] < limit) {
                work[i]++;
                sum -= full >>> work[i];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            while (sum + (full >>> work[i]) <= full) {
                sum += full >>> work[i];
                work[i]--;
            }
        }
    }

    private void assignCodes() {
        int[] counts = new int[limit + 1];
        for (int length : lengths) {
            counts[length]++;
        }
        counts[0] = 0;
        int[] next = new int[limit + 1];
        for (int bits = 1; bits <= limit; bits++) {
            next[bits] = next[bits - 1] + counts[bits - 1] << 1;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int bits = lengths[symbol];
            codes[symbol] = bits == 0 ? 0 : Integer.reverse(next[bits]++) >>> (32 - bits);
        }
    }
}
