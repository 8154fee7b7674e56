package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Zeros;

/** Sources put at places of a larger one; zeros between them. Owns those that were given to it to own. */
final class Parts implements BlockSource {

    /** A source at its place. */
    record Part(long start, BlockSource source) {

        long end() {
            return start + source.size();
        }
    }

    private final String name;
    private final long size;
    private final TreeMap<Long, Part> parts = new TreeMap<>();
    private final List<? extends BlockSource> owned;

    /** @param owned what is closed with this */
    Parts(String name, long size, List<Part> unsorted, List<? extends BlockSource> owned) throws DiskFormatException {
        this.name = name;
        this.size = size;
        this.owned = List.copyOf(owned);
        List<Part> sorted = new ArrayList<>(unsorted);
        sorted.sort(Comparator.comparingLong(Part::start));
        long end = 0;
        for (Part part : sorted) {
            if (part.start() < end || part.end() > size) {
                throw new DiskFormatException(
                        new DiskAddress(name, part.start()),
                        "%s begins before what is in front of it ends at 0x%x, or ends behind 0x%x"
                                .formatted(part.source().name(), end, size),
                        "The tables of this image do not fit together; copy the folder again.");
            }
            end = part.end();
            if (part.source().size() > 0) {
                parts.put(part.start(), part);
            }
        }
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
        int end = into.limit();
        long at = offset;
        while (into.position() < end) {
            Part part = under(at);
            long stop = part == null ? nextStart(at) : part.end();
            into.limit(into.position() + (int) Math.min(end - into.position(), stop - at));
            long length = into.remaining();
            if (part == null) {
                Zeros.fill(into);
            } else {
                part.source().read(at - part.start(), into);
            }
            into.limit(end);
            at += length;
        }
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder extents = new Extents.Builder(from);
        while (extents.end() < to) {
            long at = extents.end();
            Part part = under(at);
            if (part == null) {
                extents.add(Math.min(to, nextStart(at)) - at, Extent.Kind.ZERO);
            } else {
                extents.addAll(part.source()
                        .extents(at - part.start(), Math.min(to, part.end()) - part.start())
                        .shifted(part.start()));
            }
        }
        return extents.build();
    }

    private Part under(long at) {
        Map.Entry<Long, Part> before = parts.floorEntry(at);
        return before == null || before.getValue().end() <= at ? null : before.getValue();
    }

    private long nextStart(long at) {
        Long next = parts.higherKey(at);
        return next == null ? size : next;
    }

    @Override
    public void close() throws IOException {
        Closing.all(owned);
    }
}
