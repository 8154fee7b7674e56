package org.p2vworkbench.disks.image.vmdk.sparse;

import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;

/** Nothing but zeros: a ZERO extent, and what lies beneath a disk without a parent. */
public record Zeros(String name, long size) implements BlockSource {

    private static final byte[] SOME = new byte[1 << 16];

    @Override
    public void read(long offset, ByteBuffer into) {
        checkRange(offset, into.remaining());
        fill(into, into.remaining());
    }

    /** Puts {@code count} zeros. */
    public static void fill(ByteBuffer into, long count) {
        for (long left = count; left > 0; ) {
            int some = (int) Math.min(SOME.length, left);
            into.put(SOME, 0, some);
            left -= some;
        }
    }

    @Override
    public Extents extents(long from, long to) {
        checkRange(from, to - from);
        return Extents.allZero(from, to);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
