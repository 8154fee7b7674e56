package org.p2vworkbench.disks.raid.md;

import java.nio.ByteBuffer;

/** The sum of the words of a superblock, carries added back in (md.c, md_csum and calc_sb_1_csum). */
final class MdChecksum {

    private MdChecksum() {}

    /**
     * @param bytes in its byte order, read to its limit; two odd bytes at its end count as a word
     * @param field where the sum itself is stored, which counts as zero
     */
    static long of(ByteBuffer bytes, int field) {
        long sum = 0;
        int at = 0;
        for (; at + Integer.BYTES <= bytes.limit(); at += Integer.BYTES) {
            sum += at == field ? 0 : Integer.toUnsignedLong(bytes.getInt(at));
        }
        if (at + Short.BYTES <= bytes.limit()) {
            sum += Short.toUnsignedLong(bytes.getShort(at));
        }
        return (sum & 0xffffffffL) + (sum >>> 32) & 0xffffffffL;
    }
}
