package org.p2vworkbench.converter.nbdexport;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.nbd.NbdProtocol;

/**
 * The descriptors of {@code base:allocation} for a range (proto.md, "Structured reply types",
 * {@code NBD_REPLY_TYPE_BLOCK_STATUS}): which runs are holes that read as zeros, and which may hold data.
 *
 * <p>The source is asked for one window after the other, so that a disk in a million pieces is never in memory as a list
 * of them. An answer may be shorter than the question: the client asks on.
 */
final class HoleAnswer {

    private static final long WINDOW_BYTES = 64L << 20;
    private static final int MOST_DESCRIPTORS = 8192;
    private static final int DESCRIPTOR_BYTES = 8;

    private final BlockSource source;
    private final ByteBuffer descriptors;
    private boolean zero;
    private long runBytes;

    private HoleAnswer(BlockSource source, int most) {
        this.source = source;
        this.descriptors = ByteBuffer.allocate(most * DESCRIPTOR_BYTES);
    }

    static ByteBuffer of(BlockSource source, Request request) throws IOException {
        boolean one = (request.flags() & NbdProtocol.FLAG_REQ_ONE) != 0;
        return new HoleAnswer(source, one ? 1 : MOST_DESCRIPTORS).answer(request.offset(), request.length());
    }

    private ByteBuffer answer(long offset, long length) throws IOException {
        long end = offset + length;
        for (long at = offset; at < end && descriptors.hasRemaining(); at += WINDOW_BYTES) {
            for (Extent run : source.extents(at, Math.min(end, at + WINDOW_BYTES))) {
                add(run);
            }
        }
        put();
        return descriptors.flip();
    }

    private void add(Extent run) {
        if (runBytes > 0 && run.isZero() != zero) {
            put();
        }
        zero = run.isZero();
        runBytes += run.length();
    }

    /** The sum of all runs is the request's length, so that each fits into 32 bits. */
    private void put() {
        if (descriptors.hasRemaining()) {
            descriptors.putInt((int) runBytes).putInt(zero ? NbdProtocol.STATE_HOLE | NbdProtocol.STATE_ZERO : 0);
        }
        runBytes = 0;
    }
}
