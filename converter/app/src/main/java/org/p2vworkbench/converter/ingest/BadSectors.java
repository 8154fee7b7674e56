package org.p2vworkbench.converter.ingest;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.p2vworkbench.agent.wire.BadRange;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.WireLimits;

/** What the agent could not read of a disk, so that nobody asks for it twice. */
final class BadSectors {

    private final NavigableMap<Long, Long> endByStart = new TreeMap<>();

    synchronized void note(Chunk chunk) {
        for (BadRange bad : chunk.badRanges()) {
            long from = chunk.offset() + bad.from();
            endByStart.merge(from, from + bad.length(), Math::max);
        }
    }

    synchronized boolean touches(long from, long to) {
        Map.Entry<Long, Long> before = endByStart.lowerEntry(to);
        while (before != null && before.getKey() + longest() > from) {
            if (before.getValue() > from) {
                return true;
            }
            before = endByStart.lowerEntry(before.getKey());
        }
        return false;
    }

    /** No range is longer than the chunk it lay in. */
    private static long longest() {
        return WireLimits.LARGEST_CHUNK_BYTES;
    }
}
