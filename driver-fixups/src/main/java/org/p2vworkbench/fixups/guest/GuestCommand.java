package org.p2vworkbench.fixups.guest;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program of the guest with its arguments, one by one: no shell reads them.
 *
 * @param limit after which it is taken to hang, and is ended
 */
public record GuestCommand(List<String> words, Duration limit) {

    public GuestCommand {
        words = List.copyOf(words);
    }

    public static GuestCommand of(Duration limit, String... words) {
        return new GuestCommand(List.of(words), limit);
    }

    /** For a person to read. */
    @Override
    public String toString() {
        return words.stream()
                .map(word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
