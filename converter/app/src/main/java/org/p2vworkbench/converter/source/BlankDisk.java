package org.p2vworkbench.converter.source;

import java.nio.ByteBuffer;
import java.util.List;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;

/** A disk of zeros, for one that a package describes and has no content for. */
record BlankDisk(String name, long size) implements DiskImage {

    @Override
    public void read(long offset, ByteBuffer into) {
        checkRange(offset, into.remaining());
        while (into.remaining() >= Long.BYTES) {
            into.putLong(0);
        }
        while (into.hasRemaining()) {
            into.put((byte) 0);
        }
    }

    @Override
    public Extents extents(long from, long to) {
        checkRange(from, to - from);
        return Extents.allZero(from, to);
    }

    @Override
    public String format() {
        return "blank";
    }

    @Override
    public List<Structure> structures() {
        return List.of();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
