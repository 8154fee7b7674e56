package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/**
 * A disk of which one range only is told to hold data. Whatever is put together from it, a volume of LVM or of a RAID
 * set, then tells by its own extents where that range has come to lie. What is read is what is there.
 */
final class MarkedDisk implements BlockSource {

    private final BlockSource disk;
    private volatile long from;
    private volatile long to;

    MarkedDisk(BlockSource disk) {
        this.disk = disk;
    }

    /** In place of what was marked before; not while somebody asks. */
    void mark(long offset, long length) {
        from = offset;
        to = Math.min(disk.size(), offset + length);
    }

    @Override
    public String name() {
        return disk.name();
    }

    @Override
    public long size() {
        return disk.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        disk.read(offset, into);
    }

    @Override
    public Extents extents(long start, long end) {
        checkRange(start, end - start);
        Extents.Builder runs = new Extents.Builder(start);
        long markStart = Math.min(end, Math.max(start, from));
        long markEnd = Math.max(markStart, Math.min(end, to));
        return runs.add(markStart - start, Extent.Kind.ZERO)
                .add(markEnd - markStart, Extent.Kind.DATA)
                .add(end - markEnd, Extent.Kind.ZERO)
                .build();
    }

    @Override
    public void close() {
        // The disk belongs to whoever opened it.
    }
}
