package org.p2vworkbench.disks.partclone;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * XXH64 with seed 0 (xxHash specification 0.1.1, "XXH64 algorithm description"), of whole 32-byte stripes: sectors
 * leave no remainder, so the steps for one are not here. Partclone stores the number little-endian.
 */
final class Xxh64Sum implements StripSum {

    static final int BYTES = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long PRIME_1 = 0x9e3779b185ebca87L;
    private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;
    private static final long PRIME_3 = 0x165667b19e3779f9L;
    private static final long PRIME_4 = 0x85ebca77c2b2ae63L;
    private static final long PRIME_5 = 0x27d4eb2f165667c5L;
    private static final int STRIPE_BYTES = 32;

    private long lane1;
    private long lane2;
    private long lane3;
    private long lane4;
    private long total;

    Xxh64Sum() {
        reset();
    }

    @Override
    public void reset() {
        lane1 = PRIME_1 + PRIME_2;
        lane2 = PRIME_2;
        lane3 = 0;
        lane4 = -PRIME_1;
        total = 0;
    }

    @Override
    public void update(byte[] bytes, int from, int length) {
        if (length % STRIPE_BYTES != 0) {
            throw new IllegalArgumentException("%d bytes are no whole stripes".formatted(length));
        }
        for (int at = from; at < from + length; at += STRIPE_BYTES) {
            lane1 = round(lane1, (long) LONGS.get(bytes, at));
            lane2 = round(lane2, (long) LONGS.get(bytes, at + 8));
            lane3 = round(lane3, (long) LONGS.get(bytes, at + 16));
            lane4 = round(lane4, (long) LONGS.get(bytes, at + 24));
        }
        total += length;
    }

    @Override
    public byte[] stored() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value())
                .array();
    }

    private long value() {
        long sum = PRIME_5;
        if (total > 0) {
            sum = Long.rotateLeft(lane1, 1)
                    + Long.rotateLeft(lane2, 7)
                    + Long.rotateLeft(lane3, 12)
                    + Long.rotateLeft(lane4, 18);
            sum = merged(merged(merged(merged(sum, lane1), lane2), lane3), lane4);
        }
        sum += total;
        sum = (sum ^ sum >>> 33) * PRIME_2;
        sum = (sum ^ sum >>> 29) * PRIME_3;
        return sum ^ sum >>> 32;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merged(long sum, long lane) {
        return (sum ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
}
