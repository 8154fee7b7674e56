package org.p2vworkbench.disks.sink;

import java.io.Closeable;
import java.io.IOException;

/**
 * A disk being written, in any order, by several threads at once, each range once.
 *
 * <p>It grows under a {@code .part} name and appears under its own when {@link #finish} has made it whole. Closing it
 * earlier leaves what is needed to go on: opened again, it {@link #holds} every range that a {@link #commit} covered.
 * What is never written reads as zeros.
 */
public interface DiskSink extends Closeable {

    /** For errors: the path it will have. */
    String name();

    /** Offsets and lengths of writes are multiples of this, but for the disk's last bytes. */
    int granularityBytes();

    /** Whether the range that was written at {@code offset} by an earlier, interrupted run is there for good. */
    boolean holds(long offset);

    /** Whether the range at {@code offset} reads as zeros if nobody writes to it: not so in a layer over another image. */
    default boolean startsAsZeros(long offset) {
        return true;
    }

    /** Takes {@code length} bytes for {@code offset}; has taken them when it returns. */
    void write(long offset, byte[] bytes, int from, int length) throws IOException;

    /** The same for a range of zeros, of any length. */
    void zero(long offset, long length) throws IOException;

    /** Draws the line up to which the next {@link #force} and {@link #commit} go. No write may be under way. */
    void mark() throws IOException;

    /** Brings what was written before the last mark to the storage. Writes may go on meanwhile. */
    void force() throws IOException;

    /** Notes that what was written before the last mark is on the storage; a later run will find it. */
    void commit() throws IOException;

    /** Makes the image whole, durable and visible under its own name. No write may be under way or follow. */
    void finish() throws IOException;
}
