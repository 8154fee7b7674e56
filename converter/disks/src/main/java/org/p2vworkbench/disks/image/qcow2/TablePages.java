package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The entries of L1 and L2 tables, read in pages of the file that are kept while they are used.
 *
 * <p>A page is at most 64 KiB even where an L2 table has 2 MiB: half a MiB of pages then still maps 8 disk regions of
 * some GiB each, and a chain of 200 images stays within the heap. Loading happens outside the lock, so two readers may
 * load one page twice but never wait for each other's disk.
 */
final class TablePages {

    private static final int LARGEST_PAGE_BYTES = 64 << 10;
    private static final int SMALLEST_PAGE_BYTES = 4 << 10;
    private static final int KEPT_BYTES = 512 << 10;

    private final BlockSource file;
    private final int pageBytes;
    private final Map<Long, ByteBuffer> kept;

    TablePages(BlockSource file, int clusterBytes) {
        this.file = file;
        this.pageBytes = Math.min(LARGEST_PAGE_BYTES, Math.max(SMALLEST_PAGE_BYTES, clusterBytes));
        int most = KEPT_BYTES / pageBytes;
        this.kept = new LinkedHashMap<>(most, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, ByteBuffer> eldest) {
                return size() > most;
            }
        };
    }

    /** A place to read entries from; holds on to the page it read last, so it belongs to one thread. */
    Cursor cursor() {
        return new Cursor();
    }

    final class Cursor {

        private long number = -1;
        private ByteBuffer page;

        /** The big-endian 64-bit entry at {@code offset}, a multiple of 8. */
        long entry(long offset) throws IOException {
            if (offset / pageBytes != number) {
                page = page(offset / pageBytes);
                number = offset / pageBytes;
            }
            int within = (int) (offset % pageBytes);
            if (within + Long.BYTES > page.limit()) {
                throw new DiskFormatException(
                        new DiskAddress(file.name(), offset),
                        "a table entry should be here, the file ends at 0x%x".formatted(file.size()),
                        "The image is cut short; copy it again from where it came from.");
            }
            return page.getLong(within);
        }
    }

    private ByteBuffer page(long number) throws IOException {
        synchronized (kept) {
            ByteBuffer page = kept.get(number);
            if (page != null) {
                return page;
            }
        }
        ByteBuffer page = load(number * pageBytes);
        synchronized (kept) {
            kept.put(number, page);
        }
        return page;
    }

    private ByteBuffer load(long offset) throws IOException {
        ByteBuffer page = ByteBuffer.allocate((int) Math.max(0, Math.min(pageBytes, file.size() - offset)));
        if (page.hasRemaining()) {
            file.read(offset, page);
        }
        return page.flip();
    }
}
