package org.p2vworkbench.disks.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bits into bytes, lowest bit first: RFC 1951, section 3.1.1. Needs eight spare bytes behind what it is asked to hold. */
final class BitSink {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] out;
    private final int start;
    private int at;
    private long pending;
    private int pendingBits;

    BitSink(byte[] out, int start) {
        this.out = out;
        this.start = start;
        at = start;
    }

    /** Appends up to 48 bits; those above {@code count} must be zero. */
    void put(long bits, int count) {
        pending |= bits << pendingBits;
        pendingBits += count;
        LONG.set(out, at, pending);
        int whole = pendingBits >>> 3;
        at += whole;
        pending >>>= whole << 3;
        pendingBits &= 7;
    }

    /** Fills the last byte with zero bits; answers how many bytes there are. */
    int finish() {
        if (pendingBits > 0) {
            out[at++] = (byte) pending;
        }
        return at - start;
    }
}
