package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import org.p2vworkbench.disks.Extent;

/** The used blocks of a volume as runs, in order, found anew from its tables each time they are asked for. */
final class BlocksInUse {

    /** Blocks asked for at a time: whole bytes of a bitmap of 128 KiB, whatever the disk's size. */
    static final int WINDOW_BLOCKS = 1 << 20;

    private final PartcloneShape shape;

    BlocksInUse(PartcloneShape shape) {
        this.shape = shape;
    }

    /** Takes a run of used blocks. */
    interface Taker {
        void take(long firstBlock, long count) throws IOException;
    }

    long count() throws IOException {
        long[] used = new long[1];
        for (long from = 0; from < shape.blocks(); from += WINDOW_BLOCKS) {
            in(from, (first, count) -> used[0] += count);
        }
        return used[0];
    }

    void all(Taker taker) throws IOException {
        for (long from = 0; from < shape.blocks(); from += WINDOW_BLOCKS) {
            in(from, taker);
        }
    }

    /** Those of the window that begins with block {@code from}. A block is in use if any byte of it is. */
    void in(long from, Taker taker) throws IOException {
        long to = Math.min(from + WINDOW_BLOCKS, shape.blocks());
        long next = from;
        for (Extent run : shape.map().used(from * shape.blockBytes(), to * shape.blockBytes())) {
            if (!run.isZero()) {
                long first = Math.max(next, run.offset() / shape.blockBytes());
                long end = (run.end() + shape.blockBytes() - 1) / shape.blockBytes();
                if (end > first) {
                    taker.take(first, end - first);
                    next = end;
                }
            }
        }
    }
}
