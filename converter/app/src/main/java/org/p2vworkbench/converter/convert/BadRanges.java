package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.p2vworkbench.converter.copy.LostRange;

/** The list of unreadable ranges beside a ledger: offset, length and cause on a line, for people and for later runs. */
final class BadRanges {

    private final Path file;

    BadRanges(Path file) {
        this.file = file;
    }

    synchronized void add(LostRange range) throws IOException {
        String cause = range.cause().replaceAll("\\s+", " ");
        Files.writeString(
                file,
                "0x%x %d %s%n".formatted(range.offset(), range.length(), cause),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.DSYNC);
    }

    /**
     * What was lost: of all that is listed, the ranges in chunks that the ledger knows to be lossy. A run may have died
     * between list and ledger, and the next may have had better luck or the same. A line cut short is left out likewise.
     */
    List<LostRange> read(LongPredicate lossyOffset) throws IOException {
        TreeMap<Long, LostRange> byOffset = new TreeMap<>();
        for (LostRange range : listed()) {
            if (lossyOffset.test(range.offset())) {
                byOffset.merge(range.offset(), range, (a, b) -> a.length() >= b.length() ? a : b);
            }
        }
        List<LostRange> apart = new ArrayList<>();
        for (LostRange range : byOffset.values()) {
            LostRange last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
            if (last != null && range.offset() <= last.offset() + last.length()) {
                long end = Math.max(last.offset() + last.length(), range.offset() + range.length());
                apart.set(apart.size() - 1, new LostRange(last.offset(), end - last.offset(), last.cause()));
            } else {
                apart.add(range);
            }
        }
        return apart;
    }

    private List<LostRange> listed() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<LostRange> ranges = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[0].matches("0x[0-9a-f]{1,16}") && words[1].matches("[0-9]{1,18}")) {
                ranges.add(new LostRange(
                        Long.parseUnsignedLong(words[0].substring(2), 16), Long.parseLong(words[1]), words[2]));
            }
        }
        return ranges;
    }

    void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
