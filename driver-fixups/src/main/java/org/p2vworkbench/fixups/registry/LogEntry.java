package org.p2vworkbench.fixups.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * One write of a hive, as a log of the new kind has it (regf, "Log entries", Windows 8.1 and later).
 *
 * @param bytes of the entry in the log
 * @param flags for the base block
 * @param binsBytes of the hive once this is applied
 */
record LogEntry(int bytes, int flags, int sequence, long binsBytes, List<LogPage> pages) {

    private static final int HEADER = 40;
    private static final int HASHED_HEADER = 32;
    private static final int REFERENCE = 8;
    private static final int BIN_UNIT = 4096;

    LogEntry {
        pages = List.copyOf(pages);
    }

    /** @throws HiveFormatException at what is no entry, or one whose writing did not end; both end a log */
    static LogEntry parse(HiveBytes log, int at) throws HiveFormatException {
        if (!log.has("HvLE", at)) {
            throw log.damaged(at, "no log entry");
        }
        long size = log.u32(at + 4L, "log entry size");
        if (size < HEADER || size % BaseBlock.SECTOR != 0) {
            throw log.damaged(at + 4L, "a log entry of %d bytes, not a multiple of 512".formatted(size));
        }
        HiveBytes entry = log.part(at, size, "log entry");
        check(entry, 24, HEADER, size - HEADER);
        check(entry, 32, 0, HASHED_HEADER);
        long binsBytes = entry.u32(16, "hive bins size");
        if (binsBytes % BIN_UNIT != 0) {
            throw entry.damaged(16, "hive bins of %d bytes, not a multiple of 4096".formatted(binsBytes));
        }
        return new LogEntry(
                (int) size,
                entry.s32(8, "log entry flags"),
                entry.s32(12, "log entry sequence number"),
                binsBytes,
                pages(entry, binsBytes));
    }

    private static void check(HiveBytes entry, int hashAt, int from, long length) throws HiveFormatException {
        long says = entry.bits64(hashAt, "log entry hash");
        long gives = Marvin32.hash(entry.slice(from, length, "hashed part of a log entry"));
        if (says != gives) {
            throw entry.damaged(hashAt, "the hash is 0x%016x, the bytes give 0x%016x".formatted(says, gives));
        }
    }

    private static List<LogPage> pages(HiveBytes entry, long binsBytes) throws HiveFormatException {
        long count = entry.u32(20, "dirty pages count");
        if (count > (entry.length() - HEADER) / REFERENCE) {
            throw entry.damaged(20, "%d dirty pages in %d bytes".formatted(count, entry.length()));
        }
        List<LogPage> pages = new ArrayList<>((int) count);
        long dataAt = HEADER + count * REFERENCE;
        for (int i = 0; i < count; i++) {
            long offset = entry.u32(HEADER + (long) REFERENCE * i, "dirty page offset");
            long size = entry.u32(HEADER + (long) REFERENCE * i + 4, "dirty page size");
            if (offset + size > binsBytes) {
                throw entry.damaged(
                        HEADER + (long) REFERENCE * i,
                        "a dirty page of %d bytes at 0x%x of 0x%x".formatted(size, offset, binsBytes));
            }
            pages.add(new LogPage(BaseBlock.BYTES + offset, entry.slice(dataAt, size, "dirty page")));
            dataAt += size;
        }
        return pages;
    }
}
