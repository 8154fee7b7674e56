package org.p2vworkbench.converter.migrate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.reports.migration.Rates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast a migration goes over its time, for its report. However long it takes, the series stays as small: when it is
 * full, two stretches become one, and the next ones are as long.
 */
final class RateSeries implements Closeable {

    static final int MOST = 240;

    private static final Logger LOG = LoggerFactory.getLogger(RateSeries.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);

    private final Path file;
    private final Clock clock;
    private final List<Rates.Sample> samples;
    private double stretchSeconds = 1;
    private String stage = "";
    private Instant last = Instant.EPOCH;
    private long lastBytes;
    private Instant written;

    /** @param file of an earlier run of this migration, which this one goes on with */
    RateSeries(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.samples = new ArrayList<>(earlier(file));
        this.written = clock.instant();
    }

    private static List<Rates.Sample> earlier(Path file) {
        try {
            return Files.exists(file) ? JsonText.read(file, Rates.class).samples() : List.of();
        } catch (IOException damaged) {
            // It is worth a line in a report and no more.
            LOG.debug("file={} the series begins anew", file, damaged);
            return List.of();
        }
    }

    synchronized void add(HowFar now) {
        Instant at = clock.instant();
        boolean goesOn = now.stage().equals(stage) && now.doneBytes() >= lastBytes && at.isAfter(last);
        if (goesOn) {
            double seconds = Duration.between(last, at).toMillis() / 1000.0;
            add(new Rates.Sample(
                    last.truncatedTo(ChronoUnit.MILLIS).toString(),
                    seconds,
                    stage,
                    now.doneBytes() - lastBytes,
                    Math.round(now.wireBytesPerSecond() * seconds),
                    Limit.of(now.limitedBy()).code()));
        }
        stage = now.stage();
        lastBytes = now.doneBytes();
        last = at;
        if (Duration.between(written, at).compareTo(BETWEEN_WRITES) > 0) {
            write();
        }
    }

    private void add(Rates.Sample sample) {
        if (sample.seconds() <= 0) {
            return;
        }
        int end = samples.size() - 1;
        if (end >= 0
                && samples.get(end).seconds() + sample.seconds() <= stretchSeconds
                && isOne(samples.get(end), sample)) {
            samples.set(end, joined(samples.get(end), sample));
        } else {
            samples.add(sample);
        }
        while (samples.size() > MOST) {
            halve();
        }
    }

    /** Stretches of different stages, or with a gap between them, stay two. */
    private static boolean isOne(Rates.Sample one, Rates.Sample next) {
        Instant end = Instant.parse(one.time()).plusMillis(Math.round(one.seconds() * 1000));
        return one.stage().equals(next.stage())
                && Math.abs(Duration.between(end, Instant.parse(next.time())).toMillis()) < 2000;
    }

    private static Rates.Sample joined(Rates.Sample one, Rates.Sample next) {
        return new Rates.Sample(
                one.time(),
                one.seconds() + next.seconds(),
                one.stage(),
                one.bytes() + next.bytes(),
                one.wireBytes() + next.wireBytes(),
                one.seconds() >= next.seconds() ? one.limitedBy() : next.limitedBy());
    }

    private void halve() {
        List<Rates.Sample> half = new ArrayList<>();
        for (Rates.Sample sample : samples) {
            int end = half.size() - 1;
            boolean pairs = end >= 0
                    && half.get(end).seconds() + sample.seconds() <= 2.5 * stretchSeconds
                    && isOne(half.get(end), sample);
            if (pairs) {
                half.set(end, joined(half.get(end), sample));
            } else {
                half.add(sample);
            }
        }
        stretchSeconds *= 2;
        // Of a migration that was interrupted all the time there is nothing to join; then the oldest go.
        List<Rates.Sample> kept = half.size() > MOST ? half.subList(half.size() - MOST, half.size()) : half;
        samples.clear();
        samples.addAll(List.copyOf(kept));
    }

    private void write() {
        written = clock.instant();
        if (samples.isEmpty() || !Files.isDirectory(file.getParent())) {
            return;
        }
        try {
            DurableFile.write(file, JsonText.line(new Rates(Rates.SCHEMA_VERSION, samples)) + "\n");
        } catch (IOException full) {
            LOG.debug("file={} the series is not kept", file, full);
        }
    }

    @Override
    public synchronized void close() {
        write();
    }
}
