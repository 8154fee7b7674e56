package org.p2vworkbench.disks.image.qcow2;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What unpacking a cluster needs: both decoders and the buffers, used by one thread at a time.
 *
 * <p>They are lent to whoever reads and shared by all images, so there are as many as there ever were readers at once,
 * however long the chain of images. The one given back last is lent first: a thread reading on in small steps finds the
 * cluster it needs still unpacked.
 */
final class ClusterDecompressor {

    private static final Deque<ClusterDecompressor> IDLE = new ArrayDeque<>();

    private static final int SMALLEST_BUFFER_BYTES = 64 << 10;

    private final Inflater inflater = new Inflater(true);
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private ByteBuffer packed = ByteBuffer.allocateDirect(0);
    private ByteBuffer cluster = ByteBuffer.allocateDirect(0);
    private long heldImage;
    private long heldEntry;

    private ClusterDecompressor() {}

    static ClusterDecompressor borrow() {
        synchronized (IDLE) {
            if (!IDLE.isEmpty()) {
                return IDLE.pop();
            }
        }
        return new ClusterDecompressor();
    }

    void giveBack() {
        synchronized (IDLE) {
            IDLE.push(this);
        }
    }

    boolean holds(long image, long entry) {
        return heldImage == image && heldEntry == entry;
    }

    void nowHolds(long image, long entry) {
        heldImage = image;
        heldEntry = entry;
    }

    /** The cluster it holds, from its first byte. */
    ByteBuffer held() {
        return cluster;
    }

    /** A buffer to unpack a cluster into; what was held is gone. */
    ByteBuffer cluster(int bytes) {
        nowHolds(0, 0);
        cluster = atLeast(bytes, cluster);
        return cluster;
    }

    /** A direct buffer for the compressed bytes. */
    ByteBuffer packed(int bytes) {
        packed = atLeast(bytes, packed);
        return packed;
    }

    /** Unpacks a raw deflate stream (RFC 1951) until {@code into} is full; false when it cannot be. */
    boolean deflate(ByteBuffer from, ByteBuffer into) {
        inflater.reset();
        inflater.setInput(from);
        try {
            int count = 1;
            while (into.hasRemaining() && count > 0) {
                count = inflater.inflate(into);
            }
        } catch (DataFormatException damaged) {
            return false;
        }
        return !into.hasRemaining();
    }

    /**
     * Unpacks zstd frames (RFC 8878) until {@code into} is full; false when they cannot fill it. Unpacking whole frames
     * uses the output as the window, so no frame makes the decoder allocate the window size it asks for.
     */
    boolean zstd(ByteBuffer from, ByteBuffer into) {
        try {
            while (into.hasRemaining()) {
                long frame = Zstd.findDirectByteBufferFrameCompressedSize(from, from.position(), from.remaining());
                if (Zstd.isError(frame) || frame <= 0 || frame > from.remaining()) {
                    return false;
                }
                into.position(into.position() + frame(from, (int) frame, into));
                from.position(from.position() + (int) frame);
            }
        } catch (ZstdException damaged) {
            return false;
        }
        return true;
    }

    private int frame(ByteBuffer from, int bytes, ByteBuffer into) {
        if (into.isDirect()) {
            return zstd.decompressDirectByteBuffer(
                    into, into.position(), into.remaining(), from, from.position(), bytes);
        }
        return zstd.decompressDirectByteBufferToByteArray(
                into.array(), into.arrayOffset() + into.position(), into.remaining(), from, from.position(), bytes);
    }

    /** Grown by doubling, for what is outgrown is only freed when the collector comes by. */
    private static ByteBuffer atLeast(int bytes, ByteBuffer had) {
        ByteBuffer enough = had;
        if (had.capacity() < bytes) {
            enough = ByteBuffer.allocateDirect(Math.max(SMALLEST_BUFFER_BYTES, Integer.highestOneBit(bytes) << 1));
        }
        return enough.clear().limit(bytes);
    }
}
