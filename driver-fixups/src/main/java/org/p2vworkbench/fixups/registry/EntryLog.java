package org.p2vworkbench.fixups.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * A log of the new kind (regf, "New format").
 *
 * @param first sector, in place of a hive's own when that is broken
 * @param entries those that follow one another from the log's own sequence number on; what is behind them is left from
 *     earlier use of the file
 */
record EntryLog(String name, HiveBytes first, BaseBlock base, List<LogEntry> entries) {

    EntryLog {
        entries = List.copyOf(entries);
    }

    static EntryLog parse(HiveBytes in, BaseBlock base) throws HiveFormatException {
        List<LogEntry> entries = new ArrayList<>();
        int at = BaseBlock.SECTOR;
        int expected = base.primarySequence();
        while (at < in.length()) {
            LogEntry entry;
            try {
                entry = LogEntry.parse(in, at);
            } catch (HiveFormatException end) {
                if (entries.isEmpty()) {
                    throw end;
                }
                break;
            }
            if (entry.sequence() != expected) {
                break;
            }
            entries.add(entry);
            expected++;
            at += entry.bytes();
        }
        return new EntryLog(in.name(), in.part(0, BaseBlock.SECTOR, "base block"), base, entries);
    }

    /** Signed distance, because sequence numbers may wrap round. */
    boolean startsNotBefore(int sequence) {
        return base.primarySequence() - sequence >= 0;
    }

    int firstSequence() {
        return base.primarySequence();
    }

    LogEntry last() {
        return entries.get(entries.size() - 1);
    }

    int pages() {
        return entries.stream().mapToInt(entry -> entry.pages().size()).sum();
    }
}
