package org.p2vworkbench.disks.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/** A source from its beginning to its end. Remembers its own failure, which is not the fault of what is read. */
final class SourceStream extends InputStream {

    private static final int BUFFER_BYTES = 256 << 10;

    private final BlockSource source;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long next;
    private IOException failure;

    SourceStream(BlockSource source) {
        this.source = source;
    }

    /** How far it was read. */
    long position() {
        return next - buffer.remaining();
    }

    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? Byte.toUnsignedInt(buffer.get()) : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int got = Math.min(length, buffer.remaining());
        buffer.get(into, from, got);
        return got;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, source.size() - position());
    }

    private boolean hasMore() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        int length = (int) Math.min(BUFFER_BYTES, source.size() - next);
        buffer.clear().limit(length);
        try {
            source.read(next, buffer);
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
        buffer.flip();
        next += length;
        return length > 0;
    }
}
