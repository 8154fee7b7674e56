package org.p2vworkbench.disks.allocation.ntfs;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * Whether $LogFile has nothing to redo (ntfs-3g logfile.h and logfile.c, ntfs_is_logfile_clean). It starts with two
 * restart pages that are written in turn; the one with the greater sequence number is in force. An emptied log is all
 * ones: so mkntfs makes it, and ntfs-3g leaves it.
 */
final class NtfsLog {

    private static final int LOG_RECORD = 2;
    private static final long EMPTY = 0xffff_ffffL;
    private static final int LEAST_PAGE_BYTES = 512;
    private static final int DEFAULT_PAGE_BYTES = 4096;
    private static final int MOST_PAGE_BYTES = 65536;
    private static final int AREA_BYTES = 24;
    private static final int NO_CLIENT = 0xffff;
    private static final int VOLUME_IS_CLEAN = 0x2;

    private NtfsLog() {}

    /** What one restart page says. */
    private record Restart(long sequence, boolean closed, int pageBytes) {}

    static boolean isClosed(NtfsFiles files) throws IOException {
        BlockSource log = files.attribute(LOG_RECORD, NtfsAttribute.DATA, "");
        Optional<Restart> first = restart(log, 0);
        int secondAt = first.map(Restart::pageBytes).orElse(DEFAULT_PAGE_BYTES);
        Optional<Restart> second = restart(log, secondAt);
        if (first.isEmpty() && second.isEmpty()) {
            return isEmpty(log, 0) && isEmpty(log, DEFAULT_PAGE_BYTES);
        }
        boolean secondRules = first.isEmpty()
                || second.isPresent() && second.get().sequence() > first.get().sequence();
        return (secondRules ? second : first).get().closed();
    }

    private static boolean isEmpty(BlockSource log, int at) throws IOException {
        return Block.littleEndian(log, at, 4).u32(0, "signature") == EMPTY;
    }

    private static Optional<Restart> restart(BlockSource log, int at) throws IOException {
        if (at > log.size() - LEAST_PAGE_BYTES) {
            return Optional.empty();
        }
        // All that is asked of a page lies before the first of its bytes that a fixup replaces.
        Block page = Block.littleEndian(log, at, LEAST_PAGE_BYTES - 2);
        String signature = page.ascii(0, 4, "signature");
        int area = page.u16(24, "restart area offset");
        long pageBytes = page.u32(16, "system page size");
        boolean checked = signature.equals("CHKD");
        if (!signature.equals("RSTR") && !checked
                || area < 30
                || area > page.length() - AREA_BYTES
                || pageBytes < LEAST_PAGE_BYTES
                || pageBytes > MOST_PAGE_BYTES
                || Long.bitCount(pageBytes) != 1) {
            return Optional.empty();
        }
        boolean closed = page.u16(area + 12, "client in use list") == NO_CLIENT
                || (page.u16(area + 14, "restart flags") & VOLUME_IS_CLEAN) != 0;
        return Optional.of(new Restart(page.bits64(checked ? 8 : area, "sequence number"), closed, (int) pageBytes));
    }
}
