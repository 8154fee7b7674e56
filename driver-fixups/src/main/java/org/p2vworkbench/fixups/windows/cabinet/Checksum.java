package org.p2vworkbench.fixups.windows.cabinet;

/** The checksum of a block: little-endian words, one laid over the other by exclusive or ([MS-CAB] 3.1). */
final class Checksum {

    private static final int WORD = 4;

    private Checksum() {}

    /** @param seed of what came before */
    static int of(byte[] bytes, int from, int to, int seed) {
        int sum = seed;
        int at = from;
        for (; to - at >= WORD; at += WORD) {
            sum ^= bytes[at] & 0xff
                    | (bytes[at + 1] & 0xff) << 8
                    | (bytes[at + 2] & 0xff) << 16
                    | (bytes[at + 3] & 0xff) << 24;
        }
        // What is left over is taken the other way round.
        int rest = 0;
        for (; at < to; at++) {
            rest = rest << 8 | bytes[at] & 0xff;
        }
        return sum ^ rest;
    }
}
