package org.p2vworkbench.disks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sources put at places of a larger one; zeros between them. Owns those that were given to it to own. */
public final class PlacedSources implements BlockSource {

    /** A source at its place. */
    public record Place(long start, BlockSource source) {

        long end() {
            return start + source.size();
        }
    }

    private final String name;
    private final long size;
    private final TreeMap<Long, Place> places = new TreeMap<>();
    private final List<? extends BlockSource> owned;

    /** @param owned what is closed with this */
    public PlacedSources(String name, long size, List<Place> unsorted, List<? extends BlockSource> owned)
            throws DiskFormatException {
        this.name = name;
        this.size = size;
        this.owned = List.copyOf(owned);
        List<Place> sorted = new ArrayList<>(unsorted);
        sorted.sort(Comparator.comparingLong(Place::start));
        long end = 0;
        for (Place place : sorted) {
            if (place.start() < end || place.end() > size) {
                throw new DiskFormatException(
                        new DiskAddress(name, place.start()),
                        "%s begins before what is in front of it ends at 0x%x, or ends behind 0x%x"
                                .formatted(place.source().name(), end, size),
                        "The tables that say where these lie do not fit together; copy the image again.");
            }
            end = place.end();
            if (place.source().size() > 0) {
                places.put(place.start(), place);
            }
        }
    }

    /** Sources that are one when laid end to end. Owns them. */
    public static PlacedSources joined(String name, List<? extends BlockSource> sources) throws DiskFormatException {
        List<Place> places = new ArrayList<>();
        long end = 0;
        for (BlockSource source : sources) {
            places.add(new Place(end, source));
            end = Math.addExact(end, source.size());
        }
        return new PlacedSources(name, end, places, sources);
    }

    /** Closes sources, all of them, whatever happens to one. */
    public static void closeAll(List<? extends BlockSource> sources) throws IOException {
        IOException first = null;
        for (BlockSource source : sources) {
            try {
                source.close();
            } catch (IOException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw first;
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
            Place place = under(at);
            long stop = place == null ? nextStart(at) : place.end();
            into.limit(into.position() + (int) Math.min(end - into.position(), stop - at));
            long length = into.remaining();
            if (place == null) {
                Zeros.fill(into);
            } else {
                place.source().read(at - place.start(), into);
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
            Place place = under(at);
            if (place == null) {
                extents.add(Math.min(to, nextStart(at)) - at, Extent.Kind.ZERO);
            } else {
                extents.addAll(place.source()
                        .extents(at - place.start(), Math.min(to, place.end()) - place.start())
                        .shifted(place.start()));
            }
        }
        return extents.build();
    }

    private Place under(long at) {
        Map.Entry<Long, Place> before = places.floorEntry(at);
        return before == null || before.getValue().end() <= at ? null : before.getValue();
    }

    private long nextStart(long at) {
        Long next = places.higherKey(at);
        return next == null ? size : next;
    }

    @Override
    public void close() throws IOException {
        closeAll(owned);
    }
}
