package org.p2vworkbench.disks.image.blocks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Allocation tables and bitmaps of an image file, read by pages of which the last used are kept.
 *
 * <p>A table can be larger than memory (VHDX: 512 MiB for 64 TiB), so it is never loaded whole. 512 KiB per file is
 * enough for the tables of a sequential copy by several threads, and leaves room for a chain of 200 images. The file is
 * read outside the lock.
 */
public final class MetadataPages {

    private static final int PAGE_BYTES = 4096;
    private static final int PAGES_KEPT = 128;

    private final BlockSource file;
    private final ByteOrder order;
    /** Tables are mostly walked in order; then neither lock nor map is needed. */
    private volatile Page last = new Page(-1, ByteBuffer.allocate(0));

    private final Map<Long, ByteBuffer> kept = new LinkedHashMap<>(PAGES_KEPT * 2, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ByteBuffer> eldest) {
            return size() > PAGES_KEPT;
        }
    };

    private record Page(long start, ByteBuffer bytes) {}

    public MetadataPages(BlockSource file, ByteOrder order) {
        this.file = file;
        this.order = order;
    }

    public int u8(long at) throws IOException {
        return Byte.toUnsignedInt(page(at, 1).get((int) (at % PAGE_BYTES)));
    }

    /** A 32-bit entry; tables are aligned to their entries, so one never spans two pages. */
    public long u32(long at) throws IOException {
        return Integer.toUnsignedLong(page(at, 4).getInt((int) (at % PAGE_BYTES)));
    }

    public long bits64(long at) throws IOException {
        return page(at, 8).getLong((int) (at % PAGE_BYTES));
    }

    /** How many 32-bit entries from {@code at} on are the same as the first, at most {@code most}. */
    public long alike32(long at, long most) throws IOException {
        long first = u32(at);
        long count = 1;
        while (count < most && u32(at + count * Integer.BYTES) == first) {
            count++;
        }
        return count;
    }

    /** How many 64-bit entries from {@code at} on are the same as the first, at most {@code most}. */
    public long alike64(long at, long most) throws IOException {
        long first = bits64(at);
        long count = 1;
        while (count < most && bits64(at + count * Long.BYTES) == first) {
            count++;
        }
        return count;
    }

    private ByteBuffer page(long at, int width) throws IOException {
        long start = at - Math.floorMod(at, PAGE_BYTES);
        Page before = last;
        if (before.start == start && at - start <= before.bytes.limit() - width && at % width == 0) {
            return before.bytes;
        }
        if (at < 0 || at > file.size() - width || at % width != 0) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), at),
                    "a table entry should be here, but the file ends at 0x%x or the table is not aligned to its %d-byte entries"
                            .formatted(file.size(), width),
                    "The image is cut short or damaged; copy it again from where it came from.");
        }
        ByteBuffer page = kept(start);
        last = new Page(start, page);
        return page;
    }

    private ByteBuffer kept(long start) throws IOException {
        synchronized (kept) {
            ByteBuffer page = kept.get(start);
            if (page != null) {
                return page;
            }
        }
        ByteBuffer page = ByteBuffer.allocate((int) Math.min(PAGE_BYTES, file.size() - start))
                .order(order);
        file.read(start, page);
        synchronized (kept) {
            kept.put(start, page);
        }
        return page;
    }
}
