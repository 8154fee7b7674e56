package org.p2vworkbench.agent.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * What tells plain bytes from others.
 *
 * @param sha256 for the ledger, against which the finished image is read back
 * @param crc32c for the moment they arrive: what SSH does not notice is a fault of memory at either end, and this finds it at
 *     a twentieth of the price
 */
public record Fingerprint(byte[] sha256, int crc32c) {

    public static final int HASH_BYTES = 32;

    /** Of bytes that are hashed once. */
    public static Fingerprint of(byte[] plain, int from, int length) {
        return of(sha256Digest(), plain, from, length);
    }

    static Fingerprint of(MessageDigest sha256, byte[] plain, int from, int length) {
        sha256.update(plain, from, length);
        return new Fingerprint(sha256.digest(), crc32c(plain, from, length));
    }

    static int crc32c(byte[] plain, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(plain, from, length);
        return (int) crc.getValue();
    }

    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && crc32c == that.crc32c && Arrays.equals(sha256, that.sha256);
    }

    @Override
    public int hashCode() {
        return Objects.hash(crc32c, Arrays.hashCode(sha256));
    }
}
