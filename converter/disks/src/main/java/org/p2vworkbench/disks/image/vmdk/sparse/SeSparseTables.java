package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.util.Arrays;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Grain tables of 64-bit entries that count grains, not sectors, as seSparse extents have them.
 *
 * <pre>
 * directory entry   0                       no table
 *                   0x10000000 nnnnnnnn     table n of the table area
 * table entry       0                       unallocated
 *                   0x1...  0x2...          unmapped by the guest; zero
 *                   0x3 hhh llllllllllll    grain number, rotated: h is its low 12 bits, l the rest
 * </pre>
 */
final class SeSparseTables implements GrainMap {

    private static final int ENTRY = 8;
    private static final long TABLE_NUMBER = 0xffff_ffffL;

    private final BlockSource file;
    private final SeSparseHeader header;
    private final Geometry shape;
    private final Layout layout;
    private final Directory directory;
    private final PageCache cache;
    private final long[] untouched;

    SeSparseTables(BlockSource file, SeSparseHeader header, Layout layout, Directory directory, PageCache cache) {
        this.file = file;
        this.header = header;
        this.shape = header.shape();
        this.layout = layout;
        this.directory = directory;
        this.cache = cache;
        this.untouched = new long[shape.entriesPerPage()];
        Arrays.fill(untouched, UNALLOCATED);
    }

    @Override
    public long[] untouched() {
        return untouched;
    }

    @Override
    public long[] page(long page) throws IOException {
        boolean empty = directory.entry(page / shape.pagesPerTable()) == 0;
        return empty ? untouched : cache.get(this, page, this::load);
    }

    /** Tables exist only where there are grains, so the directory has passed over empty ones already. */
    @Override
    public long emptyUntil(long page, long end) {
        return page;
    }

    @Override
    public DiskFormatException damage(long page, int entry) throws IOException {
        long at = pageOffset(page) + (long) entry * ENTRY;
        return new DiskFormatException(
                new DiskAddress(file.name(), at),
                "the grain table entry 0x%016x leads to no grain of this file of 0x%x bytes"
                        .formatted(Directory.entries(file, at, 1, ENTRY)[0], file.size()),
                "The image is cut short or damaged; copy it again from where it came from.");
    }

    private long[] load(long page) throws IOException {
        long[] places = Directory.entries(file, pageOffset(page), shape.entriesPerPage(), ENTRY);
        long grain = shape.firstGrain(page);
        for (int i = 0; i < places.length; i++) {
            places[i] = place(places[i], shape.grainLength(grain + i));
        }
        return Arrays.equals(places, untouched) ? untouched : places;
    }

    private long pageOffset(long page) throws IOException {
        long table = page / shape.pagesPerTable();
        long entry = directory.entry(table);
        long pageLength = (long) shape.entriesPerPage() * ENTRY;
        long at = header.tablesOffset()
                + (entry & TABLE_NUMBER) * shape.entriesPerTable() * ENTRY
                + page % shape.pagesPerTable() * pageLength;
        if (entry >>> 32 != 0x1000_0000L || !layout.holds(at, pageLength)) {
            throw new DiskFormatException(
                    directory.at(table),
                    "the grain directory entry 0x%016x leads to no grain table of this file of 0x%x bytes"
                            .formatted(entry, file.size()),
                    "The image is cut short or damaged; copy it again from where it came from.");
        }
        return at;
    }

    private long place(long entry, long grainLength) {
        if (entry == 0 || grainLength <= 0) {
            return UNALLOCATED;
        }
        int kind = (int) (entry >>> 60);
        if (kind == 1 || kind == 2) {
            return ZERO;
        }
        long grain = entry >>> 48 & 0xfff | (entry & 0xffff_ffff_ffffL) << 12;
        boolean numbered = kind == 3 && grain < file.size() >>> shape.grainShift();
        long at = header.grainsOffset() + (numbered ? grain << shape.grainShift() : 0);
        return numbered && layout.holds(at, grainLength) ? at : DAMAGED;
    }
}
