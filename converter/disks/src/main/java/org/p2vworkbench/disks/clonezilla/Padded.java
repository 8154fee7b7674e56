package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Zeros;

/** A source made to fill its place: with zeros behind it, and without what does not fit. Owns it. */
record Padded(BlockSource source, long size) implements BlockSource {

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        int end = into.limit();
        long inside = Math.max(0, Math.min(into.remaining(), source.size() - offset));
        if (inside > 0) {
            into.limit(into.position() + (int) inside);
            source.read(offset, into);
            into.limit(end);
        }
        Zeros.fill(into);
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder extents = new Extents.Builder(from);
        if (from < source.size()) {
            extents.addAll(source.extents(from, Math.min(to, source.size())));
        }
        return extents.add(to - extents.end(), Extent.Kind.ZERO).build();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
