package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
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
                StandardOpenOption.APPEND);
    }

    /** What is listed; a line cut short by a crash is left out, its range was not in the ledger yet. */
    List<LostRange> read() throws IOException {
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
