package org.p2vworkbench.converter.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over the plain bytes of a chunk. */
public final class ChunkHash {

    public static final int BYTES = 32;

    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(ChunkHash::sha256);

    private ChunkHash() {}

    public static byte[] of(byte[] chunk, int from, int length) {
        MessageDigest digest = DIGEST.get();
        digest.update(chunk, from, length);
        return digest.digest();
    }

    public static byte[] ofZeros(long length) {
        byte[] zeros = new byte[(int) Math.min(length, 1 << 16)];
        MessageDigest digest = DIGEST.get();
        for (long left = length; left > 0; left -= Math.min(left, zeros.length)) {
            digest.update(zeros, 0, (int) Math.min(left, zeros.length));
        }
        return digest.digest();
    }

    /** The hash of an inner node: the prefix keeps it apart from any chunk's (RFC 6962, section 2.1). */
    static byte[] ofPair(byte[] left, byte[] right) {
        MessageDigest digest = DIGEST.get();
        digest.update((byte) 1);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
