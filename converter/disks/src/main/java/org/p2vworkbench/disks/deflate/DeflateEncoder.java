package org.p2vworkbench.disks.deflate;

import static org.p2vworkbench.disks.deflate.DeflateTables.DISTANCE_BASE;
import static org.p2vworkbench.disks.deflate.DeflateTables.DISTANCE_EXTRA_BITS;
import static org.p2vworkbench.disks.deflate.DeflateTables.DISTANCE_SYMBOL;
import static org.p2vworkbench.disks.deflate.DeflateTables.FIRST_LENGTH_SYMBOL;
import static org.p2vworkbench.disks.deflate.DeflateTables.LENGTH_BASE;
import static org.p2vworkbench.disks.deflate.DeflateTables.LENGTH_EXTRA_BITS;
import static org.p2vworkbench.disks.deflate.DeflateTables.LENGTH_SYMBOL;

/**
 * Compresses one buffer at a time into a raw deflate stream of one dynamic block (RFC 1951, section 3.2.7), with a
 * window of 4 KiB. Reusable, for one thread.
 */
public final class DeflateEncoder {

    /** What an input can grow by before its size is known: spare room the output array must have. */
    public static final int SPARE = 16;

    /** Chosen on disk data: one per cent larger than zlib's default level makes it, at twice its speed. */
    private static final int CHAIN_LIMIT = 12;

    private static final int NICE_LENGTH = 48;

    private final SymbolParser parser;
    private final HuffmanCode literals = new HuffmanCode(DeflateTables.LITERAL_SYMBOLS, 15);
    private final HuffmanCode distances = new HuffmanCode(DeflateTables.DISTANCE_SYMBOLS, 15);
    private final CodeLengths codeLengths = new CodeLengths();

    public DeflateEncoder(int longestInput) {
        this(longestInput, CHAIN_LIMIT, NICE_LENGTH);
    }

    DeflateEncoder(int longestInput, int chainLimit, int niceLength) {
        parser = new SymbolParser(longestInput, chainLimit, niceLength);
    }

    /**
     * Compresses {@code length} bytes and answers how many bytes they became, or -1 when that would be more than
     * {@code limit} or is plainly not worth it; then nothing is written.
     *
     * @param out has room for {@code limit + SPARE} bytes behind {@code outFrom}
     */
    public int encode(byte[] in, int from, int length, byte[] out, int outFrom, int limit) {
        if (!parser.parse(in, from, length)) {
            return -1;
        }
        literals.fit(parser.literalFrequencies);
        distances.fit(parser.distanceFrequencies);
        codeLengths.describe(literals.lengths(), distances.lengths());
        if ((3 + codeLengths.bits() + symbolBits() + 7) / 8 > limit) {
            return -1;
        }
        BitSink bits = new BitSink(out, outFrom);
        bits.put(0b101, 3); // final block, dynamic codes
        codeLengths.writeTo(bits);
        writeSymbols(bits);
        return bits.finish();
    }

    private long symbolBits() {
        long sum = 0;
        int[] literalLengths = literals.lengths();
        for (int symbol = 0; symbol < literalLengths.length; symbol++) {
            int extra = symbol < FIRST_LENGTH_SYMBOL ? 0 : LENGTH_EXTRA_BITS[symbol - FIRST_LENGTH_SYMBOL];
            sum += (long) parser.literalFrequencies[symbol] * (literalLengths[symbol] + extra);
        }
        int[] distanceLengths = distances.lengths();
        for (int symbol = 0; symbol < distanceLengths.length; symbol++) {
            sum += (long) parser.distanceFrequencies[symbol] * (distanceLengths[symbol] + DISTANCE_EXTRA_BITS[symbol]);
        }
        return sum;
    }

    private void writeSymbols(BitSink bits) {
        int[] literalCodes = literals.codes();
        int[] literalLengths = literals.lengths();
        int[] distanceCodes = distances.codes();
        int[] distanceLengths = distances.lengths();
        int[] symbols = parser.symbols;
        int count = parser.symbolCount;
        for (int i = 0; i < count; i++) {
            int symbol = symbols[i];
            if (symbol < 256) {
                bits.put(literalCodes[symbol], literalLengths[symbol]);
            } else {
                int length = symbol >>> 16;
                int distance = symbol & 0xffff;
                int lengthSymbol = LENGTH_SYMBOL[length];
                int lengthCode = lengthSymbol - FIRST_LENGTH_SYMBOL;
                int lengthBits = literalLengths[lengthSymbol];
                bits.put(
                        literalCodes[lengthSymbol] | (long) (length - LENGTH_BASE[lengthCode]) << lengthBits,
                        lengthBits + LENGTH_EXTRA_BITS[lengthCode]);
                int distanceSymbol = DISTANCE_SYMBOL[distance];
                int distanceBits = distanceLengths[distanceSymbol];
                bits.put(
                        distanceCodes[distanceSymbol]
                                | (long) (distance - DISTANCE_BASE[distanceSymbol]) << distanceBits,
                        distanceBits + DISTANCE_EXTRA_BITS[distanceSymbol]);
            }
        }
        bits.put(literalCodes[DeflateTables.END_OF_BLOCK], literalLengths[DeflateTables.END_OF_BLOCK]);
    }
}
