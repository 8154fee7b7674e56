package org.p2vworkbench.agent.wire;

import java.util.EnumSet;
import java.util.Set;

/** What an agent can do beyond the least. Bits of a later version are passed over. */
public enum Capability {
    /** Chunks may come compressed; without it a machine has no zstd library, and all are raw. */
    ZSTD,
    /** Reads block devices past the page cache, so that the old machine keeps what it has cached. */
    DIRECT,
    /** Whoever started the agent wants the copy to begin at once ({@code --start}). */
    START_WANTED,
    /** Answers {@link Request.HashUsed}. */
    HASH_USED,
    /** Answers {@link Request.ReadUsed}. */
    READ_USED,
    /** Answers {@link Request.Survey}. */
    SURVEY;

    static Set<Capability> of(long bits) {
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        for (Capability one : values()) {
            if ((bits >>> one.ordinal() & 1) != 0) {
                found.add(one);
            }
        }
        return found;
    }

    static long bits(Set<Capability> capabilities) {
        return capabilities.stream().mapToLong(one -> 1L << one.ordinal()).reduce(0, (a, b) -> a | b);
    }
}
