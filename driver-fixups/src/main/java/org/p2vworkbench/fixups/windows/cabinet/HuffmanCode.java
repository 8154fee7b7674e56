package org.p2vworkbench.fixups.windows.cabinet;

import java.util.Arrays;

/** A canonical Huffman code: of codes of the same length the lower one is the lower symbol's, and longer ones are higher. */
final class HuffmanCode {

    static final int LONGEST = 16;

    /** Codes up to this length are looked up, and few are longer. */
    private static final int LOOKED_UP = 10;

    private static final int LENGTH_BITS = 5;

    private final String name;
    private final int[] table = new int[1 << LOOKED_UP];
    private final int[] symbols;
    private final int[] counts = new int[LONGEST + 1];
    /** Of each length the code behind its last one, moved up to 16 bits. */
    private final int[] limits = new int[LONGEST + 1];
    /** Of each length what takes a code to the place of its symbol. */
    private final int[] offsets = new int[LONGEST + 1];

    /** @param name for messages */
    HuffmanCode(String name, int symbols) {
        this.name = name;
        this.symbols = new int[symbols];
    }

    /** @param lengths of the codes, by symbol; 0 for symbols that have none */
    void build(byte[] lengths) throws MalformedBlockException {
        Arrays.fill(counts, 0);
        for (int symbol = 0; symbol < symbols.length; symbol++) {
            counts[lengths[symbol]]++;
        }
        counts[0] = 0;
        int[] places = new int[LONGEST + 1];
        int code = 0;
        int place = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code <<= 1;
            offsets[length] = place - code;
            places[length] = place;
            code += counts[length];
            place += counts[length];
            limits[length] = code << LONGEST - length;
        }
        if (code > 1 << LONGEST) {
            throw new MalformedBlockException("the %s has more codes than there can be".formatted(name));
        }
        for (int symbol = 0; symbol < symbols.length; symbol++) {
            if (lengths[symbol] > 0) {
                symbols[places[lengths[symbol]]++] = symbol;
            }
        }
        fillTable();
    }

    private void fillTable() {
        Arrays.fill(table, 0);
        int at = 0;
        int place = 0;
        for (int length = 1; length <= LOOKED_UP; length++) {
            int step = 1 << LOOKED_UP - length;
            for (int i = 0; i < counts[length]; i++) {
                Arrays.fill(table, at, at + step, symbols[place++] << LENGTH_BITS | length);
                at += step;
            }
        }
    }

    int next(LzxBits bits) throws MalformedBlockException {
        int ahead = bits.peek(LONGEST);
        int entry = table[ahead >>> LONGEST - LOOKED_UP];
        if (entry != 0) {
            bits.skip(entry & (1 << LENGTH_BITS) - 1);
            return entry >>> LENGTH_BITS;
        }
        for (int length = LOOKED_UP + 1; length <= LONGEST; length++) {
            if (ahead < limits[length]) {
                bits.skip(length);
                return symbols[offsets[length] + (ahead >>> LONGEST - length)];
            }
        }
        throw new MalformedBlockException("a code of the %s stands for nothing".formatted(name));
    }
}
