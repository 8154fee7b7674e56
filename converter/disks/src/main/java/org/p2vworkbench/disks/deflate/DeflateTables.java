package org.p2vworkbench.disks.deflate;

/** Lengths and distances as symbols with extra bits: RFC 1951, section 3.2.5. */
final class DeflateTables {

    static final int SHORTEST_MATCH = 3;
    static final int LONGEST_MATCH = 258;
    static final int WINDOW = 4096;

    static final int END_OF_BLOCK = 256;
    static final int FIRST_LENGTH_SYMBOL = 257;
    static final int LITERAL_SYMBOLS = 286;
    static final int DISTANCE_SYMBOLS = 30;

    private static final int LENGTH_CODES = 29;

    /** Indexed by match length. */
    static final short[] LENGTH_SYMBOL = new short[LONGEST_MATCH + 1];

    /** Indexed by distance. */
    static final byte[] DISTANCE_SYMBOL = new byte[WINDOW + 1];

    /** Indexed by length symbol − 257. */
    static final int[] LENGTH_BASE = new int[LENGTH_CODES];

    static final int[] LENGTH_EXTRA_BITS = new int[LENGTH_CODES];

    /** Indexed by distance symbol. */
    static final int[] DISTANCE_BASE = new int[DISTANCE_SYMBOLS];

    static final int[] DISTANCE_EXTRA_BITS = new int[DISTANCE_SYMBOLS];

    static {
        int length = SHORTEST_MATCH;
        for (int code = 0; code < LENGTH_CODES - 1; code++) {
            int extra = code < 8 ? 0 : (code - 4) / 4;
            LENGTH_BASE[code] = length;
            LENGTH_EXTRA_BITS[code] = extra;
            for (int i = 0; i < 1 << extra; i++) {
                LENGTH_SYMBOL[length++] = (short) (FIRST_LENGTH_SYMBOL + code);
                if (length > LONGEST_MATCH) {
                    break;
                }
            }
        }
        // 258 has a symbol of its own without extra bits, although the code before it could express it.
        LENGTH_BASE[LENGTH_CODES - 1] = LONGEST_MATCH;
        LENGTH_SYMBOL[LONGEST_MATCH] = FIRST_LENGTH_SYMBOL + LENGTH_CODES - 1;

        int distance = 1;
        for (int code = 0; code < DISTANCE_SYMBOLS; code++) {
            int extra = code < 4 ? 0 : (code - 2) / 2;
            DISTANCE_BASE[code] = distance;
            DISTANCE_EXTRA_BITS[code] = extra;
            for (int i = 0; i < 1 << extra && distance <= WINDOW; i++) {
                DISTANCE_SYMBOL[distance++] = (byte) code;
            }
        }
    }

    private DeflateTables() {}
}
