package org.p2vworkbench.fixups.registry;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of a hive and its logs.
 *
 * @param hive the file to read: the given one, or the one with the logs applied
 * @param logs one line each: what was taken from it, or why nothing was
 */
public record LogReplay(State state, Path hive, List<String> logs) {

    /** Whether all that Windows wrote is in the hive. */
    public enum State {
        /** It is; the logs are of no use. */
        CLEAN,
        /** It was not; the logs had it. */
        REPLAYED,
        /** It is not, and no log fits: the last changes are lost to us, though perhaps not to Windows. */
        STALE
    }

    public LogReplay {
        logs = List.copyOf(logs);
    }
}
