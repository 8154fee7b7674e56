package org.p2vworkbench.disks;

import java.nio.ByteBuffer;

/** Bytes at hand: a small image, a header under test. */
public final class MemorySource implements BlockSource {

    private final String name;
    private final byte[] bytes;

    public MemorySource(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        checkRange(offset, into.remaining());
        into.put(bytes, (int) offset, into.remaining());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
