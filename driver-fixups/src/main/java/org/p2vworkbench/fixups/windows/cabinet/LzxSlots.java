package org.p2vworkbench.fixups.windows.cabinet;

/**
 * How LZX writes how far back something is repeated: as one of a few slots, and a number within it ([MS-PATCH] 2.4.1,
 * "Position Slot"). The first three stand for the distances used last.
 */
final class LzxSlots {

    /** Distances up to 2^21. */
    private static final int MOST = 50;

    private static final int SLOTS_WITHOUT_BITS = 4;
    private static final int MOST_BITS = 17;
    private static final int[] BITS = new int[MOST];
    private static final int[] BASES = new int[MOST];

    static {
        int base = 0;
        for (int slot = 0; slot < MOST; slot++) {
            BITS[slot] = slot < SLOTS_WITHOUT_BITS ? 0 : Math.min(slot / 2 - 1, MOST_BITS);
            BASES[slot] = base;
            base += 1 << BITS[slot];
        }
    }

    private LzxSlots() {}

    /** As many as reach through a window. */
    static int count(int windowBits) {
        int slots = 0;
        while (slots < MOST && BASES[slots] < 1 << windowBits) {
            slots++;
        }
        return slots;
    }

    /** How many bits the number within the slot has. */
    static int bits(int slot) {
        return BITS[slot];
    }

    /** The distance at which the slot begins, and two more. */
    static int base(int slot) {
        return BASES[slot];
    }
}
