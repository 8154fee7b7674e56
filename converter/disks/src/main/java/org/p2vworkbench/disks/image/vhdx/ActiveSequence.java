package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Finds the entries of a log that have to be replayed ([MS-VHDX] 2.3.3).
 *
 * <p>Entries follow one another with sequence numbers that grow by one. From every position of the ring such a sequence
 * is grown as long as entries are valid; it counts if it holds the entry that its last one calls the tail. Of those
 * that count, the one that ends with the highest number is active, from that tail on. Older ones are remains.
 */
final class ActiveSequence {

    /**
     * Sound logs are read once, and once more where a sequence breaks. A hostile one can hold an entry at every sector
     * that claims the whole ring.
     */
    private static final int MOST_READS_OF_THE_RING = 8;

    private final LogRing ring;
    private final UUID logId;
    private long bytesChecked;

    private ActiveSequence(LogRing ring, UUID logId) {
        this.ring = ring;
        this.logId = logId;
    }

    static List<LogEntry> find(LogRing ring, UUID logId) throws IOException {
        List<LogEntry> entries = new ActiveSequence(ring, logId).search();
        if (entries.isEmpty()) {
            throw new DiskFormatException(
                    ring.address(0),
                    "the log is not empty, but holds no whole sequence of entries: it is torn",
                    "Copy the image again with its machine shut down, or let Windows try with Mount-VHD.");
        }
        return entries;
    }

    private List<LogEntry> search() throws IOException {
        List<LogEntry> active = List.of();
        long tail = 0;
        while (tail < ring.bytes()) {
            List<LogEntry> grown = from(tail);
            List<LogEntry> counting = fromTail(grown);
            if (!counting.isEmpty()
                    && (active.isEmpty()
                            || last(counting).sequence() > last(active).sequence())) {
                active = counting;
            }
            tail += grown.isEmpty()
                    ? LogRing.SECTOR_BYTES
                    : grown.stream().mapToLong(LogEntry::bytes).sum();
        }
        return active;
    }

    private List<LogEntry> from(long tail) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        long at = tail;
        while (at - tail < ring.bytes()) {
            Optional<LogEntry> next = LogEntry.at(ring, at, logId);
            if (next.isEmpty() || at - tail + next.get().bytes() > ring.bytes() || !continues(entries, next.get())) {
                break;
            }
            entries.add(next.get());
            at += next.get().bytes();
        }
        return entries;
    }

    private boolean continues(List<LogEntry> entries, LogEntry next) throws IOException {
        if (!entries.isEmpty() && next.sequence() != last(entries).sequence() + 1) {
            return false;
        }
        bytesChecked += next.bytes();
        return bytesChecked <= MOST_READS_OF_THE_RING * ring.bytes() && next.isWhole(ring);
    }

    private static List<LogEntry> fromTail(List<LogEntry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).position() == last(entries).tail()) {
                return entries.subList(i, entries.size());
            }
        }
        return List.of();
    }

    private static LogEntry last(List<LogEntry> entries) {
        return entries.get(entries.size() - 1);
    }
}
