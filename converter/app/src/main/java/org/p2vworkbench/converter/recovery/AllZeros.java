package org.p2vworkbench.converter.recovery;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Zeros;

/** Whether nothing but zeros is in a range. */
final class AllZeros {

    private static final int READ_BYTES = 1 << 20;

    private AllZeros() {}

    static boolean in(BlockSource source, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(READ_BYTES, to - from));
        for (long at = from; at < to; at += bytes.limit()) {
            bytes.clear().limit((int) Math.min(bytes.capacity(), to - at));
            source.read(at, bytes);
            if (!Zeros.only(bytes.array(), 0, bytes.limit())) {
                return false;
            }
        }
        return true;
    }
}
