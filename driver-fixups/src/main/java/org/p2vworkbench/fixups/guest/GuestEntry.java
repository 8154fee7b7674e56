package org.p2vworkbench.fixups.guest;

import java.time.Instant;
import java.util.Optional;

/**
 * A file, folder or link of a guest, as the guest has it.
 *
 * @param name one element; a byte that is no UTF-8 is shown as {@code \xE9}, and then the entry has no name by which it
 *     could be asked for
 * @param mode permission bits with setuid, setgid and sticky: the lower twelve of {@code st_mode}
 * @param target what a link points to; empty for all others
 */
public record GuestEntry(String name, Kind kind, long size, int mode, Instant modified, Optional<String> target) {

    /** What it is. */
    public enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** Device, pipe or socket: opening one could wait forever. */
        SPECIAL,
        /** The name cannot be passed to the library, so nothing more is known. */
        UNKNOWN
    }
}
