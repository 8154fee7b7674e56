package org.p2vworkbench.disks.deflate;

import java.util.Arrays;

/**
 * The head of a dynamic block: the lengths of both codes, run-length coded and coded once more (RFC 1951, section
 * 3.2.7).
 */
final class CodeLengths {

    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int REPEAT_PREVIOUS = 16;
    private static final int REPEAT_ZERO = 17;
    private static final int REPEAT_ZERO_LONG = 18;
    private static final int[] EXTRA_BITS = {2, 3, 7};

    private final int[] lengths = new int[DeflateTables.LITERAL_SYMBOLS + DeflateTables.DISTANCE_SYMBOLS];
    private final int[] runs = new int[lengths.length];
    private final int[] frequencies = new int[ORDER.length];
    private final HuffmanCode code = new HuffmanCode(ORDER.length, 7);
    private int literalCount;
    private int distanceCount;
    private int runCount;
    private int codeCount;

    void describe(int[] literalLengths, int[] distanceLengths) {
        literalCount = used(literalLengths, DeflateTables.FIRST_LENGTH_SYMBOL);
        distanceCount = used(distanceLengths, 1);
        System.arraycopy(literalLengths, 0, lengths, 0, literalCount);
        System.arraycopy(distanceLengths, 0, lengths, literalCount, distanceCount);
        findRuns(literalCount + distanceCount);
        code.fit(frequencies);
        codeCount = ORDER.length;
        while (codeCount > 4 && code.lengths()[ORDER[codeCount - 1]] == 0) {
            codeCount--;
        }
    }

    private static int used(int[] lengths, int least) {
        int count = lengths.length;
        while (count > least && lengths[count - 1] == 0) {
            count--;
        }
        return count;
    }

    private void findRuns(int count) {
        Arrays.fill(frequencies, 0);
        runCount = 0;
        int at = 0;
        while (at < count) {
            int length = lengths[at];
            int end = at + 1;
            while (end < count && lengths[end] == length) {
                end++;
            }
            at = length == 0 ? zeros(at, end) : repeats(at, end, length);
        }
    }

    private int zeros(int from, int to) {
        int left = to - from;
        while (left >= 11) {
            int run = Math.min(left, 138);
            add(REPEAT_ZERO_LONG, run - 11);
            left -= run;
        }
        if (left >= 3) {
            add(REPEAT_ZERO, left - 3);
            left = 0;
        }
        while (left-- > 0) {
            add(0, 0);
        }
        return to;
    }

    private int repeats(int from, int to, int length) {
        add(length, 0);
        int left = to - from - 1;
        while (left >= 3) {
            int run = Math.min(left, 6);
            add(REPEAT_PREVIOUS, run - 3);
            left -= run;
        }
        while (left-- > 0) {
            add(length, 0);
        }
        return to;
    }

    private void add(int symbol, int extra) {
        runs[runCount++] = symbol | extra << 8;
        frequencies[symbol]++;
    }

    /** What {@link #writeTo} will write. */
    int bits() {
        int bits = 5 + 5 + 4 + 3 * codeCount;
        for (int symbol = 0; symbol < ORDER.length; symbol++) {
            bits += frequencies[symbol] * (code.lengths()[symbol] + extraBits(symbol));
        }
        return bits;
    }

    void writeTo(BitSink bits) {
        bits.put(literalCount - DeflateTables.FIRST_LENGTH_SYMBOL, 5);
        bits.put(distanceCount - 1, 5);
        bits.put(codeCount - 4, 4);
        for (int i = 0; i < codeCount; i++) {
            bits.put(code.lengths()[ORDER[i]], 3);
        }
        for (int i = 0; i < runCount; i++) {
            int symbol = runs[i] & 0xff;
            bits.put(code.codes()[symbol], code.lengths()[symbol]);
            bits.put(runs[i] >>> 8, extraBits(symbol));
        }
    }

    private static int extraBits(int symbol) {
        return symbol < REPEAT_PREVIOUS ? 0 : EXTRA_BITS[symbol - REPEAT_PREVIOUS];
    }
}
