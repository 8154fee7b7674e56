package org.p2vworkbench.fixups.windows.cabinet;

import java.util.Arrays;

/**
 * The lengths of an LZX code's codes, which every block changes: they come as differences to those of the block before,
 * in a code of their own ([MS-PATCH] 2.5, "Encoding the Trees").
 */
final class CodeLengths {

    private static final int SYMBOLS = 20;
    private static final int LENGTH_BITS = 4;
    /** Lengths go from 0 to 16 and begin again. */
    private static final int MODULUS = 17;

    private static final int FEW_ZEROS = 17;
    private static final int MANY_ZEROS = 18;
    private static final int FEWEST_ZEROS = 4;
    private static final int FEW_ZEROS_BITS = 4;
    private static final int FEWEST_OF_MANY_ZEROS = 20;
    private static final int MANY_ZEROS_BITS = 5;
    private static final int FEWEST_SAME = 4;
    private static final int SAME_BITS = 1;

    private final byte[] lengths;
    private final HuffmanCode differences = new HuffmanCode("code of code lengths", SYMBOLS);

    CodeLengths(int symbols) {
        this.lengths = new byte[symbols];
    }

    byte[] all() {
        return lengths;
    }

    /** Changes the lengths of some symbols. */
    void read(LzxBits bits, int from, int to) throws MalformedBlockException {
        byte[] own = new byte[SYMBOLS];
        for (int i = 0; i < SYMBOLS; i++) {
            own[i] = (byte) bits.number(LENGTH_BITS);
        }
        differences.build(own);
        int at = from;
        while (at < to) {
            int symbol = differences.next(bits);
            if (symbol == FEW_ZEROS) {
                at = run(at, FEWEST_ZEROS + bits.number(FEW_ZEROS_BITS), to, 0);
            } else if (symbol == MANY_ZEROS) {
                at = run(at, FEWEST_OF_MANY_ZEROS + bits.number(MANY_ZEROS_BITS), to, 0);
            } else if (symbol < FEW_ZEROS) {
                at = run(at, 1, to, changed(at, symbol));
            } else {
                int count = FEWEST_SAME + bits.number(SAME_BITS);
                at = run(at, count, to, changed(at, differences.next(bits)));
            }
        }
    }

    private int changed(int at, int difference) throws MalformedBlockException {
        if (difference >= MODULUS) {
            throw new MalformedBlockException("a run of code lengths has no length");
        }
        return (lengths[at] - difference + MODULUS) % MODULUS;
    }

    private int run(int at, int count, int to, int length) throws MalformedBlockException {
        if (count > to - at) {
            throw new MalformedBlockException("a run of %d code lengths, where %d are left".formatted(count, to - at));
        }
        Arrays.fill(lengths, at, at + count, (byte) length);
        return at + count;
    }
}
