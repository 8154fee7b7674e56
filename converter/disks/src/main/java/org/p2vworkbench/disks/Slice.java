package org.p2vworkbench.disks;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A part of a source: a partition, a member of an archive. Closing it leaves the source open. */
public final class Slice implements BlockSource {

    private final String name;
    private final BlockSource whole;
    private final long start;
    private final long size;

    public Slice(String name, BlockSource whole, long start, long size) {
        whole.checkRange(start, size);
        this.name = name;
        this.whole = whole;
        this.start = start;
        this.size = size;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        whole.read(start + offset, into);
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        return whole.extents(start + from, start + to).shifted(-start);
    }

    @Override
    public void close() {
        // The source belongs to whoever opened it.
    }
}
