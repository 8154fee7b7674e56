package org.p2vworkbench.agent.lane;

import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import org.p2vworkbench.agent.disk.PatientReader;
import org.p2vworkbench.agent.wire.ChunkEncoder;

/** What a worker needs to take a chunk from the disk to the wire; made once, used again and again. */
final class ChunkBuffers {

    final PatientReader reader = new PatientReader();
    final byte[] plain = new byte[Identity.LARGEST_CHUNK_BYTES];
    final ChunkEncoder encoder;

    private ChunkBuffers(boolean mayCompress) {
        encoder = new ChunkEncoder(mayCompress);
    }

    /** All there are on this machine. */
    static final class Pool {

        /** 2.5 MiB each: what four lanes keep busy, and four more for disks that never answer. */
        private static final int MOST = 12;

        private final boolean mayCompress;
        private final Semaphore left = new Semaphore(MOST);
        private final ArrayDeque<ChunkBuffers> free = new ArrayDeque<>();

        Pool(boolean mayCompress) {
            this.mayCompress = mayCompress;
        }

        /** Waits until some are free. */
        ChunkBuffers take() {
            left.acquireUninterruptibly();
            synchronized (free) {
                ChunkBuffers used = free.poll();
                return used == null ? new ChunkBuffers(mayCompress) : used;
            }
        }

        void giveBack(ChunkBuffers buffers) {
            synchronized (free) {
                free.push(buffers);
            }
            left.release();
        }
    }
}
