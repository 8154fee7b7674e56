package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.p2vworkbench.disks.sink.DiskSink;

/** A sink on storage that is full after so many writes. */
record FullAfter(DiskSink below, AtomicInteger left) implements DiskSink {

    FullAfter(DiskSink below, int writes) {
        this(below, new AtomicInteger(writes));
    }

    @Override
    public String name() {
        return below.name();
    }

    @Override
    public int granularityBytes() {
        return below.granularityBytes();
    }

    @Override
    public boolean holds(long offset) {
        return below.holds(offset);
    }

    @Override
    public void write(long offset, byte[] bytes, int from, int length) throws IOException {
        if (left.decrementAndGet() < 0) {
            throw new IOException("No space left on device");
        }
        below.write(offset, bytes, from, length);
    }

    @Override
    public void zero(long offset, long length) throws IOException {
        below.zero(offset, length);
    }

    @Override
    public void mark() throws IOException {
        below.mark();
    }

    @Override
    public void force() throws IOException {
        below.force();
    }

    @Override
    public void commit() throws IOException {
        below.commit();
    }

    @Override
    public void finish() throws IOException {
        below.finish();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
