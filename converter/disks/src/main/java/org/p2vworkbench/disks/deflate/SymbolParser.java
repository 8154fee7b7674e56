package org.p2vworkbench.disks.deflate;

import static org.p2vworkbench.disks.deflate.DeflateTables.DISTANCE_SYMBOL;
import static org.p2vworkbench.disks.deflate.DeflateTables.LENGTH_SYMBOL;
import static org.p2vworkbench.disks.deflate.DeflateTables.LONGEST_MATCH;
import static org.p2vworkbench.disks.deflate.DeflateTables.SHORTEST_MATCH;
import static org.p2vworkbench.disks.deflate.DeflateTables.WINDOW;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Turns bytes into literals and back references, and counts the symbols they need.
 *
 * <p>Positions with the same four bytes are chained through {@code previous}, a ring of one window; {@code heads} holds
 * the newest of each chain, {@code heads3} the newest position with the same three bytes. Positions count on from one
 * input to the next with a gap of one window between, so that entries of an earlier input are out of reach and the
 * tables need no clearing. A match is put off by one byte when the next position has a better one (lazy matching).
 *
 * <p>Input that is not worth it is given up early: when the first 4 KiB hold almost no repetition and their bytes are
 * spread evenly, the rest is not looked at. Half of a typical disk's bytes that do not compress are found that way at
 * a tenth of the cost.
 */
final class SymbolParser {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int HASH_BITS = 13;
    private static final int HASH3_BITS = 12;
    private static final int RING = WINDOW - 1;

    /** The last bytes of an input are literals: hashing reads four bytes, comparing eight. */
    private static final int TAIL = 8;

    private static final int TRIAL_BYTES = 4096;

    private final int chainLimit;
    private final int niceLength;

    private final int[] heads = new int[1 << HASH_BITS];
    private final int[] heads3 = new int[1 << HASH3_BITS];
    private final int[] previous = new int[WINDOW];

    final int[] literalFrequencies = new int[DeflateTables.LITERAL_SYMBOLS];
    final int[] distanceFrequencies = new int[DeflateTables.DISTANCE_SYMBOLS];

    /** A literal as itself, or a match as length shifted left by 16 with its distance below. */
    final int[] symbols;

    int symbolCount;

    private byte[] in;
    private int shift;
    private int nextBase = WINDOW + 1;
    private int matchLength;
    private int matchDistance;

    /**
     * @param longestInput bytes of the largest input
     * @param chainLimit earlier positions looked at for one match
     * @param niceLength a match this long is taken without looking further
     */
    SymbolParser(int longestInput, int chainLimit, int niceLength) {
        this.chainLimit = chainLimit;
        this.niceLength = niceLength;
        symbols = new int[longestInput];
    }

    /** Parses the input; answers false when it gave up because there is nothing to gain. */
    boolean parse(byte[] input, int from, int length) {
        begin(input, from, length);
        int end = from + length;
        int searchEnd = end - TAIL;
        int at = from;
        int trialEnd = length > 2 * TRIAL_BYTES ? from + TRIAL_BYTES : Integer.MAX_VALUE;
        while (at < searchEnd) {
            if (at >= trialEnd) {
                if (hopeless(at - from)) {
                    return false;
                }
                trialEnd = Integer.MAX_VALUE;
            }
            find(at, end, SHORTEST_MATCH - 1);
            if (matchLength < SHORTEST_MATCH) {
                literal(input[at++]);
            } else {
                at = lazily(at, end, searchEnd);
            }
        }
        while (at < end) {
            literal(input[at++]);
        }
        literalFrequencies[DeflateTables.END_OF_BLOCK]++;
        return true;
    }

    private void begin(byte[] input, int from, int length) {
        if (nextBase > Integer.MAX_VALUE - 2 * (length + WINDOW)) {
            Arrays.fill(heads, 0);
            Arrays.fill(heads3, 0);
            nextBase = WINDOW + 1;
        }
        in = input;
        shift = nextBase - from;
        nextBase += length + WINDOW + 1;
        symbolCount = 0;
        Arrays.fill(literalFrequencies, 0);
        Arrays.fill(distanceFrequencies, 0);
    }

    /** Emits the best match at {@code at} or just behind it; answers where to go on. */
    private int lazily(int start, int end, int searchEnd) {
        int at = start;
        int length = matchLength;
        int distance = matchDistance;
        while (length < niceLength && at + 1 + length < searchEnd) {
            find(at + 1, end, length);
            if (matchLength <= length) {
                match(length, distance);
                return skip(at + 2, at + length, searchEnd);
            }
            literal(in[at++]);
            length = matchLength;
            distance = matchDistance;
        }
        match(length, distance);
        return skip(at + 1, at + length, searchEnd);
    }

    /** Enters the positions inside a match into the chains. */
    private int skip(int from, int to, int searchEnd) {
        int last = Math.min(to, searchEnd);
        for (int at = from; at < last; at++) {
            int four = (int) INT.get(in, at);
            int position = at + shift;
            heads3[hash3(four)] = position;
            int hash = hash(four);
            previous[position & RING] = heads[hash];
            heads[hash] = position;
        }
        return to;
    }

    /** Sets the match at {@code at} that is longer than {@code beat}, or a length that is not. */
    private void find(int at, int end, int beat) {
        int four = (int) INT.get(in, at);
        int position = at + shift;
        int oldest = position - WINDOW;
        int best = beat;
        int bestAt = 0;

        int hash3 = hash3(four);
        int near = heads3[hash3];
        heads3[hash3] = position;
        if (best < SHORTEST_MATCH && near >= oldest && (((int) INT.get(in, near - shift) ^ four) & 0xffffff) == 0) {
            best = SHORTEST_MATCH;
            bestAt = near;
        }

        int hash = hash(four);
        int candidate = heads[hash];
        heads[hash] = position;
        previous[position & RING] = candidate;
        int longest = Math.min(end - at, LONGEST_MATCH);
        int tail = Math.max(0, best - 3);
        int lastFour = (int) INT.get(in, at + tail);
        for (int left = chainLimit; candidate >= oldest && left > 0; left--) {
            int there = candidate - shift;
            if ((int) INT.get(in, there + tail) == lastFour && (int) INT.get(in, there) == four) {
                int length = commonLength(at, there, longest);
                if (length > best) {
                    best = length;
                    bestAt = candidate;
                    if (length >= niceLength || length + TAIL > end - at) {
                        break;
                    }
                    tail = best - 3;
                    lastFour = (int) INT.get(in, at + tail);
                }
            }
            int older = previous[candidate & RING];
            if (older >= candidate) {
                break;
            }
            candidate = older;
        }
        matchLength = bestAt == 0 ? 0 : best;
        matchDistance = position - bestAt;
    }

    private int commonLength(int at, int there, int longest) {
        int length = 4;
        while (length + 8 <= longest) {
            long difference = (long) LONG.get(in, at + length) ^ (long) LONG.get(in, there + length);
            if (difference != 0) {
                return length + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            length += 8;
        }
        while (length < longest && in[at + length] == in[there + length]) {
            length++;
        }
        return length;
    }

    private void literal(byte value) {
        int symbol = value & 0xff;
        symbols[symbolCount++] = symbol;
        literalFrequencies[symbol]++;
    }

    private void match(int length, int distance) {
        symbols[symbolCount++] = length << 16 | distance;
        literalFrequencies[LENGTH_SYMBOL[length]]++;
        distanceFrequencies[DISTANCE_SYMBOL[distance]]++;
    }

    /** Whether the bytes so far are nearly all literals, spread so evenly that no code could shorten them. */
    private boolean hopeless(int bytes) {
        if (symbolCount < bytes - bytes / 32) {
            return false;
        }
        // The sum of squares of 4096 evenly random bytes is near 4096 * (4096 / 256 + 1); text has ten times that.
        long squares = 0;
        for (int symbol = 0; symbol < 256; symbol++) {
            squares += (long) literalFrequencies[symbol] * literalFrequencies[symbol];
        }
        long even = (long) bytes * (bytes / 256 + 1);
        return squares < even + even / 8;
    }

    private static int hash(int four) {
        return four * 0x9E3779B1 >>> 32 - HASH_BITS;
    }

    private static int hash3(int four) {
        return (four << 8) * 0x9E3779B1 >>> 32 - HASH3_BITS;
    }
}
