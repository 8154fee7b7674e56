package org.p2vworkbench.disks.raid;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Parity of the plain kind: addition in any field of characteristic two, eight bytes at a time. */
public final class Xor {

    private Xor() {}

    /** Adds what remains of {@code source} to as many bytes of {@code target}; moves neither position. */
    public static void into(ByteBuffer target, ByteBuffer source) {
        // Byte order cancels out as long as it is the same on both sides; the machine's own needs no swapping.
        ByteBuffer to = target.slice().order(ByteOrder.nativeOrder());
        ByteBuffer from = source.slice().order(ByteOrder.nativeOrder());
        int length = from.remaining();
        int words = length & -Long.BYTES;
        for (int at = 0; at < words; at += Long.BYTES) {
            to.putLong(at, to.getLong(at) ^ from.getLong(at));
        }
        for (int at = words; at < length; at++) {
            to.put(at, (byte) (to.get(at) ^ from.get(at)));
        }
    }
}
