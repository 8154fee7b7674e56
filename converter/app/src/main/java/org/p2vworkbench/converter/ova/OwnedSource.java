package org.p2vworkbench.converter.ova;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;

/** A source that, when it is closed, closes what it was made from too: the tar file below a slice, a scratch file. */
record OwnedSource(BlockSource source, Closeable owned) implements BlockSource {

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        source.read(offset, into);
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return source.extents(from, to);
    }

    @Override
    public void close() throws IOException {
        try (owned) {
            source.close();
        }
    }
}
