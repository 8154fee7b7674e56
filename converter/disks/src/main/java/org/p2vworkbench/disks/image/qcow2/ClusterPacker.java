package org.p2vworkbench.disks.image.qcow2;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;
import java.util.Arrays;
import org.p2vworkbench.disks.Zeros;
import org.p2vworkbench.disks.deflate.DeflateEncoder;

/**
 * Decides for each cluster of a write how it is stored, and compresses those that gain by it into one run of bytes.
 * Holds the buffers of one thread, some of them outside the heap.
 */
final class ClusterPacker implements Closeable {

    /** qemu's own default level; 1 is no faster on disk data once the context is kept. */
    private static final int ZSTD_LEVEL = 3;

    private final int clusterBytes;

    /** In a layer, what is absent shows what lies below. */
    private final boolean mayBeAbsent;

    private final Encoder encoder;
    private final byte[] lastCluster;

    /** Room behind the packed bytes for whatever an encoder may write of one more cluster. */
    private final int spare;

    private byte[] packed = new byte[0];

    ClusterPacker(Qcow2Options options) {
        clusterBytes = options.clusterBytes();
        mayBeAbsent = options.backing().isEmpty();
        lastCluster = new byte[clusterBytes];
        spare = Math.max(DeflateEncoder.SPARE, (int) Zstd.compressBound(clusterBytes));
        encoder = encoder(options.compression());
    }

    /** Compresses one cluster; answers its bytes, or -1 when they would not be fewer than {@code limit}. */
    private interface Encoder {
        int encode(byte[] in, int from, byte[] out, int outFrom, int limit);

        default void close() {}
    }

    private Encoder encoder(Qcow2Compression compression) {
        switch (compression) {
            case ZLIB:
                DeflateEncoder deflate = new DeflateEncoder(clusterBytes);
                return (in, from, out, outFrom, limit) -> deflate.encode(in, from, clusterBytes, out, outFrom, limit);
            case ZSTD:
                return new ZstdEncoder();
            case NONE:
                return (in, from, out, outFrom, limit) -> -1;
        }
        throw new AssertionError(compression);
    }

    /** The compressed clusters of the last {@link #pack}, one after another. */
    byte[] packed() {
        return packed;
    }

    ChunkShape pack(long firstCluster, byte[] bytes, int from, int length) {
        int clusters = (length + clusterBytes - 1) / clusterBytes;
        if (packed.length < clusters * clusterBytes + spare) {
            packed = new byte[clusters * clusterBytes + spare];
        }
        int[] stored = new int[clusters];
        int packedBytes = 0;
        for (int i = 0; i < clusters; i++) {
            int at = from + i * clusterBytes;
            int present = Math.min(clusterBytes, from + length - at);
            stored[i] = store(bytes, at, present, packedBytes);
            packedBytes += Math.max(stored[i], 0);
        }
        return new ChunkShape(firstCluster, stored);
    }

    private int store(byte[] bytes, int at, int present, int packedBytes) {
        if (mayBeAbsent && Zeros.only(bytes, at, present)) {
            return ChunkShape.ABSENT;
        }
        byte[] whole = bytes;
        int wholeAt = at;
        if (present < clusterBytes) {
            System.arraycopy(bytes, at, lastCluster, 0, present);
            Arrays.fill(lastCluster, present, clusterBytes, (byte) 0);
            whole = lastCluster;
            wholeAt = 0;
        }
        int size = encoder.encode(whole, wholeAt, packed, packedBytes, clusterBytes - 1);
        return size < 0 ? ChunkShape.WHOLE : size;
    }

    /** No collector frees what zstd allocated. */
    @Override
    public void close() {
        encoder.close();
    }

    private final class ZstdEncoder implements Encoder {

        private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);

        @Override
        public int encode(byte[] in, int from, byte[] out, int outFrom, int limit) {
            // With less room than the bound, data that does not compress would end in an exception each time.
            int size = context.compressByteArray(out, outFrom, spare, in, from, clusterBytes);
            return size <= limit ? size : -1;
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
