package org.p2vworkbench.disks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Random-access, read-only, sized bytes: a disk, an image file, a volume inside one, a disk at the far end of SSH.
 *
 * <p>There is no way to write through it, no position to share and nothing to flush: a source can be read by many
 * threads at once. Retry, cache, throttle and hash are other sources wrapped around one.
 */
public interface BlockSource extends Closeable {

    /** For errors: "web01/sda", "old.vmdk", "md0 of web01". */
    String name();

    /** Bytes in all; constant for the life of the source. */
    long size();

    /**
     * Fills {@code into} from its position to its limit with the bytes at {@code offset}, or throws. Safe to call from
     * several threads. A range that does not lie inside the source is a mistake of the caller
     * ({@link IndexOutOfBoundsException}); a range that the source should have and cannot deliver is an
     * {@link IOException}.
     */
    void read(long offset, ByteBuffer into) throws IOException;

    /**
     * Runs that cover {@code from} to {@code to} exactly, in order: which parts are known to read as zeros, and which
     * hold data as far as the source can tell. Costs no more than the metadata of that range.
     */
    default Extents extents(long from, long to) throws IOException {
        return Extents.allData(from, to);
    }

    /** Throws unless {@code length} bytes at {@code offset} lie inside this source. */
    default void checkRange(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size() - length) {
            throw new IndexOutOfBoundsException(
                    "%s: %d bytes at 0x%x do not lie within its %d bytes".formatted(name(), length, offset, size()));
        }
    }
}
