package org.p2vworkbench.agent.wire;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Makes chunks: finds zeros, hashes, and compresses where that pays. For one thread.
 *
 * <p>Over a slow wire it pays wherever there is something to save. Where the wire is as fast as memory, it costs the processor
 * more than it spares it, at both ends.
 */
public final class ChunkEncoder implements Closeable {

    private static final byte[] ZEROS = new byte[64 << 10];
    private static final int SAMPLES = 8;
    private static final int SAMPLE_BYTES = 2048;

    /** Of the bytes: what unpacking at the other end is worth. */
    private static final double LEAST_SHARE = 1 / 16.0;

    /** Of chunks that are not sampled. */
    private static final double USUAL_SHARE = 0.5;

    /** Two chunks of a lane are worked on at a time, and one can be compressed while the other is sent. */
    private static final int AT_A_TIME = 2;

    private final ZstdCompressCtx zstd;
    private final MessageDigest sha256;
    private final Pace compressing = new Pace();
    private byte[] packed = new byte[0];
    private byte[] gathered = new byte[0];
    private int zeroBytes = -1;
    private Fingerprint zeroFingerprint;

    /** @param mayCompress false where there is no zstd library: all chunks are raw then */
    public ChunkEncoder(boolean mayCompress) {
        zstd = mayCompress ? new ZstdCompressCtx().setLevel(1) : null;
        sha256 = Fingerprint.sha256Digest();
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
     * @param wire what the wire takes
     */
    public Chunk encode(
            long offset, byte[] plain, int length, List<BadRange> badRanges, Request.Packing packing, Pace wire) {
        return encode(UsedParts.whole(offset, length), plain, badRanges, packing, wire);
    }

    /** The chunk that these parts lie in; what is in none of them becomes zeros in {@code plain}. */
    public Chunk encode(UsedParts parts, byte[] plain, List<BadRange> badRanges, Request.Packing packing, Pace wire) {
        int length = parts.chunkBytes();
        parts.blankGaps(plain, 0);
        if (isZero(plain, length)) {
            return chunk(parts, Chunk.Encoding.ZERO, ofZeros(plain, length), badRanges, ByteBuffer.allocate(0));
        }
        Fingerprint fingerprint = Fingerprint.of(sha256, plain, 0, length);
        byte[] bytes = plain;
        if (!parts.areAll()) {
            gathered = atLeast(gathered, length);
            parts.gather(plain, gathered);
            bytes = gathered;
        }
        int size = compressed(bytes, parts.bytes(), packing, wire);
        if (size > 0) {
            Chunk.Encoding encoding = parts.areAll() ? Chunk.Encoding.ZSTD : Chunk.Encoding.ZSTD_PARTS;
            return chunk(parts, encoding, fingerprint, badRanges, ByteBuffer.wrap(packed, 0, size));
        }
        Chunk.Encoding encoding = parts.areAll() ? Chunk.Encoding.RAW : Chunk.Encoding.PARTS;
        return chunk(parts, encoding, fingerprint, badRanges, ByteBuffer.wrap(bytes, 0, parts.bytes()));
    }

    private static Chunk chunk(
            UsedParts parts,
            Chunk.Encoding encoding,
            Fingerprint fingerprint,
            List<BadRange> badRanges,
            ByteBuffer payload) {
        return new Chunk(parts.chunkOffset(), parts.chunkBytes(), encoding, fingerprint, badRanges, payload);
    }

    /** What {@link Hashes} says of the first {@code length} bytes. */
    public Hashes.Hash hash(byte[] plain, int length, boolean lossy) {
        boolean zero = isZero(plain, length);
        byte[] hash = zero ? ofZeros(plain, length).sha256().clone() : hash(plain, length);
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
    private Fingerprint ofZeros(byte[] zeros, int length) {
        if (zeroBytes != length) {
            zeroFingerprint = Fingerprint.of(sha256, zeros, 0, length);
            zeroBytes = length;
        }
        return zeroFingerprint;
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

    /** How many bytes of {@code packed} they became; 0 if they are to be left as they are. */
    private int compressed(byte[] bytes, int length, Request.Packing packing, Pace wire) {
        if (zstd == null || packing == Request.Packing.PLAIN) {
            return 0;
        }
        double share = savedShare(bytes, length);
        boolean pays = packing == Request.Packing.SMALLEST || pays(share, wire.nanosecondsPerByte());
        if (share < LEAST_SHARE || !pays) {
            return 0;
        }
        int size = compress(bytes, length);
        return size <= length * (1 - LEAST_SHARE) ? size : 0;
    }

    private boolean pays(double share, double wireNanoseconds) {
        double cost = compressing.nanosecondsPerByte();
        return Double.isNaN(cost) || Double.isNaN(wireNanoseconds) || cost < share * wireNanoseconds * AT_A_TIME;
    }

    /**
     * Tries a sixty-fourth of the bytes, from all over the chunk, so that what does not compress (pictures, archives,
     * encrypted volumes) costs next to nothing.
     */
    private double savedShare(byte[] bytes, int length) {
        if (length <= 4 * SAMPLES * SAMPLE_BYTES) {
            return USUAL_SHARE;
        }
        byte[] sample = new byte[SAMPLES * SAMPLE_BYTES];
        int step = length / SAMPLES;
        for (int i = 0; i < SAMPLES; i++) {
            System.arraycopy(bytes, i * step, sample, i * SAMPLE_BYTES, SAMPLE_BYTES);
        }
        return 1 - (double) compress(sample, sample.length) / sample.length;
    }

    private int compress(byte[] bytes, int length) {
        packed = atLeast(packed, (int) Zstd.compressBound(length));
        long begin = System.nanoTime();
        int size = zstd.compressByteArray(packed, 0, packed.length, bytes, 0, length);
        compressing.took(length, System.nanoTime() - begin);
        return size;
    }

    private static byte[] atLeast(byte[] buffer, int bytes) {
        return buffer.length < bytes ? new byte[bytes] : buffer;
    }
}
