package org.p2vworkbench.fixups.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The hash over log entries: Marvin32 with the one seed Windows uses for it (regf, notes on "Log entries"; the algorithm
 * is that of SymCrypt, symcrypt/lib/marvin32.c).
 */
final class Marvin32 {

    /** Of 0x82EF4D887A4E55C5, whose bytes the specification prints from the high end. */
    private static final int SEED_LOW = 0x7a4e_55c5;

    private static final int SEED_HIGH = 0x82ef_4d88;

    private int low = SEED_LOW;
    private int high = SEED_HIGH;

    private Marvin32() {}

    static long hash(ByteBuffer data) {
        ByteBuffer in = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        Marvin32 state = new Marvin32();
        while (in.remaining() >= 4) {
            state.mix(in.getInt());
        }
        int last = 0x80 << 8 * in.remaining();
        for (int shift = 0; in.hasRemaining(); shift += 8) {
            last |= Byte.toUnsignedInt(in.get()) << shift;
        }
        state.mix(last);
        state.mix(0);
        return Integer.toUnsignedLong(state.low) | (long) state.high << 32;
    }

    private void mix(int word) {
        low += word;
        high ^= low;
        low = Integer.rotateLeft(low, 20) + high;
        high = Integer.rotateLeft(high, 9) ^ low;
        low = Integer.rotateLeft(low, 27) + high;
        high = Integer.rotateLeft(high, 19);
    }
}
