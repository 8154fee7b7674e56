package org.p2vworkbench.fixups.linux.initramfs;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that knows how far it was read, also after going back. */
final class PositionStream extends FilterInputStream {

    private static final int BUFFER = 1 << 16;

    private long position;
    private long marked;

    PositionStream(InputStream in) {
        super(new BufferedInputStream(in, BUFFER));
    }

    long position() {
        return position;
    }

    /** The next bytes, which stay unread; fewer at the end. */
    byte[] peek(int length) throws IOException {
        mark(length);
        byte[] next = readNBytes(length);
        reset();
        return next;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        position += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long length) throws IOException {
        long skipped = super.skip(length);
        position += skipped;
        return skipped;
    }

    @Override
    public synchronized void mark(int limit) {
        super.mark(limit);
        marked = position;
    }

    @Override
    public synchronized void reset() throws IOException {
        super.reset();
        position = marked;
    }

    /** What reads from this ends before it does. */
    @Override
    public void close() {
        // Whoever opened the stream below closes it.
    }
}
