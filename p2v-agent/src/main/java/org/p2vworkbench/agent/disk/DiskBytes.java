package org.p2vworkbench.agent.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A disk or a file as the operating system reads it: no retries, no patience. For any number of threads. */
public interface DiskBytes extends Closeable {

    /** Name for errors: the path it was opened by. */
    String name();

    /** As it is now; a disk that was replaced or resized has another size than when it was opened. */
    long sizeBytes() throws IOException;

    /** The smallest piece that can be told readable or not, aligned to itself. A power of two. */
    int unitBytes();

    /** Whether it is still there at all. */
    boolean present();

    /** Some bytes from {@code at} on, as {@link java.nio.channels.FileChannel#read(ByteBuffer, long)}. */
    int read(ByteBuffer into, long at) throws IOException;
}
