package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/**
 * A part of a disk of which the written grains are in a file; elsewhere what lies beneath shows through: the same part
 * of the parent, or zeros. Closing it closes neither file nor parent, which belong to the disk.
 */
public final class SparseExtent implements BlockSource {

    private final String name;
    private final Geometry shape;
    private final GrainMap map;
    private final Grains grains;
    private final BlockSource beneath;

    SparseExtent(String name, Geometry shape, GrainMap map, Grains grains, BlockSource beneath) {
        this.name = name;
        this.shape = shape;
        this.map = map;
        this.grains = grains;
        this.beneath = beneath;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return beneath.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        long at = offset;
        long end = offset + into.remaining();
        while (at < end) {
            at = readSome(at, end, into);
        }
    }

    private long readSome(long at, long end, ByteBuffer into) throws IOException {
        long page = at / shape.pageBytes();
        long pageStart = page * shape.pageBytes();
        long stop = Math.min(end - pageStart, shape.pageBytes());
        long[] places = map.page(page);
        int first = (int) (at - pageStart >>> shape.grainShift());
        int last = (int) (stop - 1 >>> shape.grainShift());
        if (places[first] >= 0) {
            long skip = at - pageStart & shape.grainBytes() - 1;
            long grain = shape.firstGrain(page) + first;
            return at + grains.read(new GrainRun(grain, places, first, last, skip, pageStart + stop - at), into);
        }
        long until = pageStart + Math.min(stop, endOfRun(places, first, last));
        if (places[first] == GrainMap.UNALLOCATED) {
            Part.read(beneath, at, until - at, into);
        } else if (places[first] == GrainMap.ZERO) {
            Zeros.fill(into, until - at);
        } else {
            throw map.damage(page, first);
        }
        return until;
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder runs = new Extents.Builder(from);
        while (runs.end() < to) {
            addRun(runs, to);
        }
        return runs.build();
    }

    private void addRun(Extents.Builder runs, long to) throws IOException {
        long at = runs.end();
        long end = untouchedUntil(at, to);
        if (end > at) {
            runs.addAll(beneath.extents(at, end));
            return;
        }
        long page = at / shape.pageBytes();
        long pageStart = page * shape.pageBytes();
        long stop = Math.min(to - pageStart, shape.pageBytes());
        long[] places = map.page(page);
        int first = (int) (at - pageStart >>> shape.grainShift());
        long until = pageStart + Math.min(stop, endOfRun(places, first, (int) (stop - 1 >>> shape.grainShift())));
        if (places[first] == GrainMap.UNALLOCATED) {
            runs.addAll(beneath.extents(at, until));
        } else {
            runs.add(until - at, places[first] == GrainMap.ZERO ? Extent.Kind.ZERO : Extent.Kind.DATA);
        }
    }

    /** The end of the pages without any grain that start here; {@code at} itself when there is none. */
    private long untouchedUntil(long at, long to) throws IOException {
        long page = at / shape.pageBytes();
        long pages = (to - 1) / shape.pageBytes() + 1;
        long end = at;
        long window = 1;
        while (page < pages && map.page(page) == map.untouched()) {
            long look = Math.min(pages, page + 1 + window);
            page = map.emptyUntil(page + 1, look);
            window = page == look ? 2 * window : 1;
            end = Math.min(to, page * shape.pageBytes());
        }
        return end;
    }

    /** Where in the page the run of grains of one kind ends that begins at {@code first}. */
    private long endOfRun(long[] places, int first, int last) {
        int end = first;
        while (end < last && kind(places[end + 1]) == kind(places[first])) {
            end++;
        }
        return end + 1L << shape.grainShift();
    }

    private static long kind(long place) {
        return Math.min(place, 0);
    }

    @Override
    public void close() {
        // File and parent belong to the disk.
    }
}
