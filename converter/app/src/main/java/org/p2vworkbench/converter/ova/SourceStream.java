package org.p2vworkbench.converter.ova;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;

/** A source read from its beginning to its end; skipping reads nothing. */
final class SourceStream extends InputStream {

    private final BlockSource source;
    private long position;

    SourceStream(BlockSource source) {
        this.source = source;
    }

    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = (int) Math.min(length, source.size() - position);
        if (count <= 0) {
            return -1;
        }
        source.read(position, ByteBuffer.wrap(into, offset, count));
        position += count;
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, source.size() - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, source.size() - position);
    }
}
