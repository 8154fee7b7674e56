package org.p2vworkbench.disks.partclone;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * XXH3 with 128 bits, seed 0 and the default secret (xxHash specification 0.2.0, "XXH3 algorithm description for large
 * inputs"). Inputs of up to 240 bytes are summed in other ways, which are not here: a block has 512 bytes or more.
 *
 * <pre>
 *   stripe = 64 bytes into 8 accumulators       block = 16 stripes, then the accumulators are scrambled
 *   the last stripe of the input is always added apart, with a part of the secret of its own
 * </pre>
 *
 * So one stripe is held back until it is known whether another follows. Partclone stores the two halves low half first,
 * each little-endian: the reverse of the canonical form.
 */
final class Xxh128Sum implements StripSum {

    static final int BYTES = 2 * Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int STRIPE_BYTES = 64;
    private static final int STRIPES_PER_BLOCK = 16;
    private static final int LEAST_BYTES = 241;

    private static final long PRIME_32_1 = 0x9e3779b1L;
    private static final long PRIME_32_2 = 0x85ebca77L;
    private static final long PRIME_32_3 = 0xc2b2ae3dL;
    private static final long PRIME_64_1 = 0x9e3779b185ebca87L;
    private static final long PRIME_64_2 = 0xc2b2ae3d27d4eb4fL;
    private static final long PRIME_64_3 = 0x165667b19e3779f9L;
    private static final long PRIME_64_4 = 0x85ebca77c2b2ae63L;
    private static final long PRIME_64_5 = 0x27d4eb2f165667c5L;
    private static final long AVALANCHE = 0x165667919e3779f9L;

    /** The specification's default secret, 192 bytes. */
    private static final byte[] SECRET = HexFormat.of()
            .parseHex("b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                    + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                    + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
                    + "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
                    + "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
                    + "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e");

    private static final int SCRAMBLE_AT = SECRET.length - STRIPE_BYTES;
    private static final int LAST_STRIPE_AT = SECRET.length - STRIPE_BYTES - 7;
    private static final int LOW_HALF_AT = 11;
    private static final int HIGH_HALF_AT = SECRET.length - STRIPE_BYTES - 11;

    private long lane0;
    private long lane1;
    private long lane2;
    private long lane3;
    private long lane4;
    private long lane5;
    private long lane6;
    private long lane7;
    private final byte[] held = new byte[STRIPE_BYTES];
    private int stripesInBlock;
    private long total;

    Xxh128Sum() {
        reset();
    }

    @Override
    public void reset() {
        lane0 = PRIME_32_3;
        lane1 = PRIME_64_1;
        lane2 = PRIME_64_2;
        lane3 = PRIME_64_3;
        lane4 = PRIME_64_4;
        lane5 = PRIME_32_2;
        lane6 = PRIME_64_5;
        lane7 = PRIME_32_1;
        stripesInBlock = 0;
        total = 0;
    }

    @Override
    public void update(byte[] bytes, int from, int length) {
        if (length % STRIPE_BYTES != 0) {
            throw new IllegalArgumentException("%d bytes are no whole stripes".formatted(length));
        }
        if (length == 0) {
            return;
        }
        if (total > 0) {
            add(held, 0);
        }
        int last = from + length - STRIPE_BYTES;
        for (int at = from; at < last; at += STRIPE_BYTES) {
            add(bytes, at);
        }
        System.arraycopy(bytes, last, held, 0, STRIPE_BYTES);
        total += length;
    }

    /** A stripe that another one follows. */
    private void add(byte[] bytes, int at) {
        accumulate(bytes, at, stripesInBlock * Long.BYTES);
        stripesInBlock++;
        if (stripesInBlock == STRIPES_PER_BLOCK) {
            scramble();
            stripesInBlock = 0;
        }
    }

    /**
     * Written out, and not as a loop over an array: of {@code lanes[i ^ 1] += value} in such a loop the optimising
     * compiler of Java 17.0.15 makes code that adds to the wrong lanes. Java 25 does not.
     */
    private void accumulate(byte[] bytes, int at, int secretAt) {
        long value0 = (long) LONGS.get(bytes, at);
        long value1 = (long) LONGS.get(bytes, at + 8);
        long value2 = (long) LONGS.get(bytes, at + 16);
        long value3 = (long) LONGS.get(bytes, at + 24);
        long value4 = (long) LONGS.get(bytes, at + 32);
        long value5 = (long) LONGS.get(bytes, at + 40);
        long value6 = (long) LONGS.get(bytes, at + 48);
        long value7 = (long) LONGS.get(bytes, at + 56);
        lane0 += value1 + product(value0, secretAt);
        lane1 += value0 + product(value1, secretAt + 8);
        lane2 += value3 + product(value2, secretAt + 16);
        lane3 += value2 + product(value3, secretAt + 24);
        lane4 += value5 + product(value4, secretAt + 32);
        lane5 += value4 + product(value5, secretAt + 40);
        lane6 += value7 + product(value6, secretAt + 48);
        lane7 += value6 + product(value7, secretAt + 56);
    }

    private static long product(long value, int secretAt) {
        long keyed = value ^ (long) LONGS.get(SECRET, secretAt);
        return (keyed & 0xffff_ffffL) * (keyed >>> 32);
    }

    private void scramble() {
        lane0 = scrambled(lane0, 0);
        lane1 = scrambled(lane1, 1);
        lane2 = scrambled(lane2, 2);
        lane3 = scrambled(lane3, 3);
        lane4 = scrambled(lane4, 4);
        lane5 = scrambled(lane5, 5);
        lane6 = scrambled(lane6, 6);
        lane7 = scrambled(lane7, 7);
    }

    private static long scrambled(long lane, int index) {
        long key = (long) LONGS.get(SECRET, SCRAMBLE_AT + index * Long.BYTES);
        return (lane ^ lane >>> 47 ^ key) * PRIME_32_1;
    }

    @Override
    public byte[] stored() {
        if (total < LEAST_BYTES) {
            throw new IllegalStateException("a sum of %d bytes is made in another way".formatted(total));
        }
        long[] going = lanes();
        accumulate(held, 0, LAST_STRIPE_AT);
        long[] ended = lanes();
        goOnFrom(going);
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(merged(ended, LOW_HALF_AT, total * PRIME_64_1))
                .putLong(merged(ended, HIGH_HALF_AT, ~(total * PRIME_64_2)))
                .array();
    }

    private long[] lanes() {
        return new long[] {lane0, lane1, lane2, lane3, lane4, lane5, lane6, lane7};
    }

    private void goOnFrom(long[] lanes) {
        lane0 = lanes[0];
        lane1 = lanes[1];
        lane2 = lanes[2];
        lane3 = lanes[3];
        lane4 = lanes[4];
        lane5 = lanes[5];
        lane6 = lanes[6];
        lane7 = lanes[7];
    }

    private static long merged(long[] lanes, int secretAt, long start) {
        long sum = start;
        for (int i = 0; i < lanes.length; i += 2) {
            int key = secretAt + i * Long.BYTES;
            sum += LongMultiply.folded(
                    lanes[i] ^ (long) LONGS.get(SECRET, key), lanes[i + 1] ^ (long) LONGS.get(SECRET, key + 8));
        }
        sum = (sum ^ sum >>> 37) * AVALANCHE;
        return sum ^ sum >>> 32;
    }
}
