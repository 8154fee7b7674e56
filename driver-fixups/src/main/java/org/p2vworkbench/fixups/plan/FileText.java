package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.guest.Content;

/**
 * A file before and after, as a person wants to read it: of a text the lines that differ, of anything else its size and
 * hash.
 */
record FileText(String before, String after) {

    /** What is longer is not read, but compared by a program. */
    private static final int MOST_LINES = 60;

    static FileText of(Optional<Content> from, Optional<Content> to) throws IOException {
        boolean text = (from.isEmpty() || from.get().isText())
                && (to.isEmpty() || to.get().isText());
        if (!text) {
            return new FileText(size(from), size(to));
        }
        List<String> before = lines(from);
        List<String> after = lines(to);
        int head = 0;
        while (head < before.size() && head < after.size() && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < before.size() - head
                && tail < after.size() - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        return new FileText(
                part(before.subList(head, before.size() - tail), after),
                part(after.subList(head, after.size() - tail), before));
    }

    private static List<String> lines(Optional<Content> content) throws IOException {
        return content.isPresent() ? content.get().text().lines().toList() : List.of();
    }

    /** Of a block of lines those that the other version does not have. */
    private static String part(List<String> changed, List<String> other) {
        List<String> own =
                changed.stream().filter(line -> !other.contains(line)).toList();
        String shown = own.stream().limit(MOST_LINES).collect(Collectors.joining("\n"));
        return own.size() > MOST_LINES ? shown + "\n(and %d more lines)".formatted(own.size() - MOST_LINES) : shown;
    }

    private static String size(Optional<Content> content) throws IOException {
        return content.isPresent()
                ? "%d bytes, SHA-256 %s"
                        .formatted(content.get().size(), content.get().sha256())
                : "";
    }
}
