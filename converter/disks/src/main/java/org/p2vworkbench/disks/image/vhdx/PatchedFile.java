package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/**
 * An image file with the changes of its log laid over it. New bytes stay in the log and are fetched from there; only
 * where they go is kept, so that a large log costs little memory. All changes are whole sectors of 4 KiB at multiples
 * of 4 KiB, the later ones win.
 */
final class PatchedFile implements BlockSource {

    static final int MOST_PATCHES = 1 << 18;

    private static final int SECTOR_BYTES = LogRing.SECTOR_BYTES;

    /**
     * Zeros, or a sector of which the log keeps the middle in a data sector and both ends in the descriptor ([MS-VHDX]
     * 2.3.1.4).
     */
    private record Patch(long end, boolean zero, long dataSectorAt, long leading, int trailing) {

        Patch upTo(long newEnd) {
            return new Patch(newEnd, zero, dataSectorAt, leading, trailing);
        }
    }

    private final BlockSource file;
    private final long size;
    private final NavigableMap<Long, Patch> patches = new TreeMap<>();

    PatchedFile(BlockSource file, long size) {
        this.file = file;
        this.size = size;
    }

    /** Only before the first read. */
    void zero(long start, long bytes) {
        put(start, new Patch(start + bytes, true, 0, 0, 0));
    }

    /** Only before the first read. */
    void data(long start, long dataSectorAt, long leading, int trailing) {
        put(start, new Patch(start + SECTOR_BYTES, false, dataSectorAt, leading, trailing));
    }

    boolean isFull() {
        return patches.size() >= MOST_PATCHES;
    }

    private void put(long start, Patch patch) {
        cutAt(start);
        cutAt(patch.end);
        patches.subMap(start, patch.end).clear();
        patches.put(start, patch);
    }

    /** Splits the patch that covers {@code at}, if one starts before; only zeros are longer than a sector. */
    private void cutAt(long at) {
        Map.Entry<Long, Patch> before = patches.lowerEntry(at);
        if (before != null && before.getValue().end > at) {
            patches.put(at, before.getValue());
            patches.put(before.getKey(), before.getValue().upTo(at));
        }
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        int limit = into.limit();
        long end = offset + into.remaining();
        try {
            long at = offset;
            while (at < end) {
                Map.Entry<Long, Patch> below = patches.floorEntry(at);
                boolean covered = below != null && below.getValue().end > at;
                Long above = patches.higherKey(at);
                long runEnd = covered ? below.getValue().end : above == null ? end : above;
                int length = (int) (Math.min(runEnd, end) - at);
                into.limit(into.position() + length);
                if (covered) {
                    readPatch(below.getValue(), (int) (at % SECTOR_BYTES), into);
                } else {
                    readFile(at, into);
                }
                at += length;
            }
        } finally {
            into.limit(limit);
        }
    }

    /** What the log adds to the file is known to be empty, unless it also changes something there. */
    @Override
    public Extents extents(long from, long to) {
        checkRange(from, to - from);
        boolean emptyBeyond = patches.isEmpty() || patches.lastEntry().getValue().end <= file.size();
        long dataEnd = emptyBeyond ? Math.max(from, Math.min(to, file.size())) : to;
        return new Extents.Builder(from)
                .add(dataEnd - from, Extent.Kind.DATA)
                .add(to - dataEnd, Extent.Kind.ZERO)
                .build();
    }

    private void readPatch(Patch patch, int inSector, ByteBuffer into) throws IOException {
        if (patch.zero) {
            putZeros(into);
            return;
        }
        ByteBuffer sector = ByteBuffer.allocate(SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.read(patch.dataSectorAt, sector);
        sector.putLong(0, patch.leading).putInt(SECTOR_BYTES - 4, patch.trailing);
        into.put(sector.limit(inSector + into.remaining()).position(inSector));
    }

    /** The log may ask for a longer file than there is; what is missing is empty. */
    private void readFile(long at, ByteBuffer into) throws IOException {
        int inFile = (int) Math.max(0, Math.min(into.remaining(), file.size() - at));
        if (inFile > 0) {
            int limit = into.limit();
            into.limit(into.position() + inFile);
            file.read(at, into);
            into.limit(limit);
        }
        putZeros(into);
    }

    private static void putZeros(ByteBuffer into) {
        while (into.hasRemaining()) {
            into.put((byte) 0);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
