package org.p2vworkbench.reports.migration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times as our own files have them; of what is none, nothing. */
final class IsoTime {

    /** The year 10,000: what is later, or before 1970, is no time of ours, and does not fit into milliseconds. */
    private static final long END_SECONDS = 253_402_300_800L;

    private IsoTime() {}

    static Optional<Instant> of(String iso) {
        try {
            Instant instant = iso.endsWith("Z")
                    ? Instant.parse(iso)
                    : OffsetDateTime.parse(iso).toInstant();
            return Optional.of(instant).filter(at -> at.getEpochSecond() >= 0 && at.getEpochSecond() < END_SECONDS);
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
