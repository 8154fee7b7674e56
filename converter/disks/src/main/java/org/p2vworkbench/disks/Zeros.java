package org.p2vworkbench.disks;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Tells and makes zeros at memory speed: {@code Arrays.mismatch} is a vector instruction to the JIT. */
public final class Zeros {

    private static final byte[] NONE_SET = new byte[65_536];

    private static final ByteBuffer NONE_SET_OUTSIDE =
            ByteBuffer.allocateDirect(NONE_SET.length).asReadOnlyBuffer();

    private Zeros() {}

    /** Whether all that remains of {@code bytes} is zeros; its position stays. */
    public static boolean only(ByteBuffer bytes) {
        int at = bytes.position();
        while (at < bytes.limit()) {
            int run = Math.min(NONE_SET.length, bytes.limit() - at);
            if (bytes.slice(at, run).mismatch(NONE_SET_OUTSIDE.slice(0, run)) >= 0) {
                return false;
            }
            at += run;
        }
        return true;
    }

    public static boolean only(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end) {
            int run = Math.min(NONE_SET.length, end - at);
            if (Arrays.mismatch(bytes, at, at + run, NONE_SET, 0, run) >= 0) {
                return false;
            }
            at += run;
        }
        return true;
    }

    /** Fills what remains of {@code into}. */
    public static void fill(ByteBuffer into) {
        while (into.hasRemaining()) {
            into.put(NONE_SET, 0, Math.min(NONE_SET.length, into.remaining()));
        }
    }
}
