package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;

/** Reading into the next bytes of a buffer that has room for more. */
final class Part {

    private Part() {}

    static void read(BlockSource source, long offset, long count, ByteBuffer into) throws IOException {
        int limit = into.limit();
        into.limit(Math.toIntExact(into.position() + count));
        try {
            source.read(offset, into);
        } finally {
            into.limit(limit);
        }
    }
}
