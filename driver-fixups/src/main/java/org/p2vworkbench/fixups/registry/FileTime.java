package org.p2vworkbench.fixups.registry;

import java.time.Instant;

/** Windows time: 100 ns since 1601, UTC. */
final class FileTime {

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final long SECONDS_1601_TO_1970 = 11_644_473_600L;

    private FileTime() {}

    /** Any 64 bits give some time; damaged ones give an absurd one. */
    static Instant instant(long ticks) {
        long seconds = Long.divideUnsigned(ticks, TICKS_PER_SECOND);
        long nanos = Long.remainderUnsigned(ticks, TICKS_PER_SECOND) * 100;
        return Instant.ofEpochSecond(seconds - SECONDS_1601_TO_1970, nanos);
    }
}
