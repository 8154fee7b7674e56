package org.p2vworkbench.reports.migration;

import java.util.List;

/** How fast it went, in stretches of time that follow each other; what lies between two of them nobody watched. */
public record Rates(int schemaVersion, List<Sample> samples) {

    public static final int SCHEMA_VERSION = 1;
    public static final Rates NONE = new Rates(SCHEMA_VERSION, List.of());

    /** A series has a few hundred; a file with more is none of ours. */
    private static final int MOST_SAMPLES = 10_000;

    public Rates {
        samples = samples == null
                ? List.of()
                : samples.stream()
                        .filter(Sample::isPossible)
                        .limit(MOST_SAMPLES)
                        .toList();
    }

    /**
     * A stretch of time.
     *
     * @param time when it began, ISO 8601
     * @param stage "copy", "verify"
     * @param bytes of disks that were dealt with in it
     * @param wireBytes that came over the wire for them
     * @param limitedBy "source", "link", "host", "limit", "pause", "away", "both"; empty while nobody knew
     */
    public record Sample(String time, double seconds, String stage, long bytes, long wireBytes, String limitedBy) {

        public Sample {
            time = time == null ? "" : time;
            stage = stage == null ? "" : stage;
            limitedBy = limitedBy == null ? "" : limitedBy;
        }

        private static boolean isPossible(Sample sample) {
            return sample != null
                    && Double.isFinite(sample.seconds)
                    && sample.seconds > 0
                    && sample.seconds < 1e9
                    && IsoTime.of(sample.time).isPresent()
                    && sample.bytes >= 0
                    && sample.wireBytes >= 0;
        }

        double perSecond() {
            return bytes / seconds;
        }
    }
}
