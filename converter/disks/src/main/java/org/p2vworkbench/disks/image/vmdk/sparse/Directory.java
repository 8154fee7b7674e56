package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;

/** A grain directory: where each grain table is. Read page by page, so that its length costs no memory. */
final class Directory {

    private static final int PAGE = 512;

    private final BlockSource file;
    private final long offset;
    private final long count;
    private final int entryBytes;
    private final PageCache cache;

    /** The caller has checked that it lies within the file. */
    Directory(BlockSource file, long offset, long count, int entryBytes, PageCache cache) {
        this.file = file;
        this.offset = offset;
        this.count = count;
        this.entryBytes = entryBytes;
        this.cache = cache;
    }

    long entry(long table) throws IOException {
        return cache.get(this, table / PAGE, this::load)[(int) (table % PAGE)];
    }

    /** How many tables from {@code table} on, at most to {@code end}, follow one another in the file. */
    long following(long table, long end, long tableSectors) throws IOException {
        long next = table + 1;
        while (next < end && entry(next) == entry(next - 1) + tableSectors) {
            next++;
        }
        return next - table;
    }

    DiskAddress at(long table) {
        return new DiskAddress(file.name(), offset + table * entryBytes);
    }

    private long[] load(long page) throws IOException {
        int entries = (int) Math.min(PAGE, count - page * PAGE);
        return entries(file, offset + page * PAGE * entryBytes, entries, entryBytes);
    }

    /** Little-endian entries of four bytes, unsigned, or eight. */
    static long[] entries(BlockSource file, long offset, int count, int entryBytes) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * entryBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.read(offset, bytes);
        long[] entries = new long[count];
        for (int i = 0; i < count; i++) {
            entries[i] = entryBytes == 4 ? Integer.toUnsignedLong(bytes.getInt(i * 4)) : bytes.getLong(i * 8);
        }
        return entries;
    }
}
