package org.p2vworkbench.disks.raid;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Room to compute in, used again and again: a volume needs as many buffers as threads are reading it. Not one per
 * thread, because volumes nest and an inner one computes while the outer one does.
 */
final class Scratch {

    /** The longest run read from a member at once; large enough to make a round trip worth it. */
    static final int BYTES = 512 << 10;

    private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();

    /** A buffer of {@link #BYTES}, cleared; to be given back. */
    ByteBuffer take() {
        ByteBuffer buffer = idle.pollFirst();
        return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer.clear();
    }

    void give(ByteBuffer buffer) {
        idle.addFirst(buffer);
    }
}
