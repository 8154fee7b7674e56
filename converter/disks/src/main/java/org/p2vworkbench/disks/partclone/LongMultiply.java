package org.p2vworkbench.disks.partclone;

/** Unsigned 64 by 64 bits, which {@link Math} has only for signed numbers before Java 18. */
final class LongMultiply {

    private LongMultiply() {}

    /** The two halves of the 128-bit product, one laid over the other (xxHash 0.8.3, XXH3_mul128_fold64). */
    static long folded(long a, long b) {
        long high = Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
        return a * b ^ high;
    }
}
