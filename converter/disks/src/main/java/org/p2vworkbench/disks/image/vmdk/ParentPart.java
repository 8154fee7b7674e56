package org.p2vworkbench.disks.image.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.image.vmdk.sparse.Zeros;

/**
 * The part of a parent that lies beneath an extent of its child. The child may be larger, when the disk was grown after
 * the snapshot: past the parent's end there are zeros.
 */
record ParentPart(BlockSource parent, long start, long size) implements BlockSource {

    @Override
    public String name() {
        return parent.name();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        int limit = into.limit();
        int held = (int) Math.min(into.remaining(), held(offset));
        into.limit(into.position() + held);
        try {
            parent.read(Math.min(start + offset, parent.size()), into);
        } finally {
            into.limit(limit);
        }
        Zeros.fill(into, into.remaining());
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        long held = Math.min(to - from, held(from));
        Extents.Builder runs = new Extents.Builder(from);
        if (held > 0) {
            runs.addAll(parent.extents(start + from, start + from + held));
        }
        return runs.add(to - from - held, Extent.Kind.ZERO).build();
    }

    /** How many bytes the parent has from {@code offset} on. */
    private long held(long offset) {
        return Math.max(0, parent.size() - start - offset);
    }

    @Override
    public void close() {
        // The parent belongs to the disk.
    }
}
