package org.p2vworkbench.agent.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** Makes chunks: finds zeros, hashes, and compresses what lets itself be compressed. For one thread. */
public final class ChunkEncoder implements Closeable {

    private static final byte[] ZEROS = new byte[64 << 10];
    private static final int SAMPLES = 8;
    private static final int SAMPLE_BYTES = 2048;

    private final ZstdCompressCtx zstd;
    private final MessageDigest sha256;
    private byte[] packed = new byte[0];
    private int zeroHashBytes = -1;
    private byte[] zeroHash;

    /** @param mayCompress false where there is no zstd library: all chunks are raw then */
    public ChunkEncoder(boolean mayCompress) {
        zstd = mayCompress ? new ZstdCompressCtx().setLevel(1) : null;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    /** Whether the library that compression needs loads on this machine. */
    public static boolean canCompress() {
        try {
            return Zstd.compressBound(1) > 0;
        } catch (LinkageError noLibraryHere) {
            return false;
        }
    }

    /**
     * The chunk of the first {@code length} bytes. Its payload is valid until the next call.
     *
     * @param compress false to leave the bytes as they are
     */
    public Chunk encode(long offset, byte[] plain, int length, List<BadRange> badRanges, boolean compress) {
        if (isZero(plain, length)) {
            return new Chunk(
                    offset, length, Chunk.Encoding.ZERO, hashOfZeros(plain, length), badRanges, ByteBuffer.allocate(0));
        }
        byte[] hash = hash(plain, length);
        if (compress && zstd != null && looksCompressible(plain, length)) {
            int size = zstd.compressByteArray(packed(length), 0, packed.length, plain, 0, length);
            if (worthIt(size, length)) {
                return new Chunk(
                        offset, length, Chunk.Encoding.ZSTD, hash, badRanges, ByteBuffer.wrap(packed, 0, size));
            }
        }
        return new Chunk(offset, length, Chunk.Encoding.RAW, hash, badRanges, ByteBuffer.wrap(plain, 0, length));
    }

    /** What {@link Hashes} says of the first {@code length} bytes. */
    public Hashes.Hash hash(byte[] plain, int length, boolean lossy) {
        boolean zero = isZero(plain, length);
        byte[] hash = zero ? hashOfZeros(plain, length) : hash(plain, length);
        return new Hashes.Hash(lossy ? Hashes.State.LOSSY : zero ? Hashes.State.ZERO : Hashes.State.DATA, hash);
    }

    @Override
    public void close() {
        if (zstd != null) {
            zstd.close();
        }
    }

    private byte[] hash(byte[] plain, int length) {
        sha256.update(plain, 0, length);
        return sha256.digest();
    }

    /** Most disks are mostly empty, and hashing is what an empty chunk would cost. */
    private byte[] hashOfZeros(byte[] zeros, int length) {
        if (zeroHashBytes != length) {
            zeroHash = hash(zeros, length);
            zeroHashBytes = length;
        }
        return zeroHash.clone();
    }

    private static boolean isZero(byte[] plain, int length) {
        for (int at = 0; at < length; at += ZEROS.length) {
            int count = Math.min(ZEROS.length, length - at);
            if (!Arrays.equals(plain, at, at + count, ZEROS, 0, count)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tries a sixty-fourth of the bytes, from all over the chunk, so that what does not compress (pictures, archives,
     * encrypted volumes) costs next to nothing.
     */
    private boolean looksCompressible(byte[] plain, int length) {
        if (length <= 4 * SAMPLES * SAMPLE_BYTES) {
            return true;
        }
        byte[] sample = new byte[SAMPLES * SAMPLE_BYTES];
        int step = length / SAMPLES;
        for (int i = 0; i < SAMPLES; i++) {
            System.arraycopy(plain, i * step, sample, i * SAMPLE_BYTES, SAMPLE_BYTES);
        }
        int size = zstd.compressByteArray(packed(sample.length), 0, packed.length, sample, 0, sample.length);
        return worthIt(size, sample.length);
    }

    /** A sixteenth is what unpacking at the other end is worth. */
    private static boolean worthIt(int size, int plainBytes) {
        return size <= plainBytes - plainBytes / 16;
    }

    private byte[] packed(int plainBytes) {
        int bound = (int) Zstd.compressBound(plainBytes);
        if (packed.length < bound) {
            packed = new byte[bound];
        }
        return packed;
    }
}
