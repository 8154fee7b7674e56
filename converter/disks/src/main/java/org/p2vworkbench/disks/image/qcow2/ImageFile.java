package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The image file under construction: clusters, written and read whole. */
final class ImageFile {

    private static final int TABLE_PIECE = 64 << 10;

    private final FileChannel channel;
    private final int clusterBytes;

    /** For writes: the kernel lets only one write to a file anyway, and has the others spin meanwhile. */
    private final Lock oneAtATime = new ReentrantLock();

    ImageFile(FileChannel channel, int clusterBytes) {
        this.channel = channel;
        this.clusterBytes = clusterBytes;
    }

    int clusterBytes() {
        return clusterBytes;
    }

    void write(long offset, ByteBuffer bytes) throws IOException {
        oneAtATime.lock();
        try {
            long at = offset;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    /** A table of 64-bit entries; stretches without any stay holes. */
    void writeTable(long offset, long[] entries) throws IOException {
        int piece = TABLE_PIECE / Long.BYTES;
        for (int from = 0; from < entries.length; from += piece) {
            int count = Math.min(piece, entries.length - from);
            long set = 0;
            for (int i = from; i < from + count; i++) {
                set |= entries[i];
            }
            if (set != 0) {
                ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES);
                bytes.asLongBuffer().put(entries, from, count);
                write(offset + (long) from * Long.BYTES, bytes);
            }
        }
    }

    /** A table written before; what the file does not reach is zero. */
    long[] readTable(long offset, int entries) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(entries * Long.BYTES);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            // Reads on until the table is whole or the file ends.
        }
        long[] table = new long[entries];
        bytes.clear().asLongBuffer().get(table);
        return table;
    }
}
