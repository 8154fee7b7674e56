package org.p2vworkbench.converter.migrate;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast something grew in the last minute, at its fastest and at its slowest. Asked about once a second. */
final class Pace {

    private static final long SECOND = 1_000_000_000L;
    private static final long PIECE = 10 * SECOND;
    private static final long MINUTE = 60 * SECOND;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private double fastest;
    private double slowest;
    private double latest;

    private record Sample(long nanos, long amount) {}

    /** Forgets all: something else is counted from now on. */
    void restart() {
        samples.clear();
    }

    void add(long nanos, long amount) {
        samples.addLast(new Sample(nanos, amount));
        while (nanos - samples.peekFirst().nanos() > MINUTE) {
            samples.removeFirst();
        }
        fastest = 0;
        slowest = Double.MAX_VALUE;
        latest = 0;
        Sample from = samples.peekFirst();
        for (Sample sample : samples) {
            boolean whole = sample.nanos() - from.nanos() >= PIECE;
            boolean last = sample.nanos() == nanos && sample.nanos() - from.nanos() >= SECOND / 2;
            if (whole || last) {
                latest = (sample.amount() - from.amount()) * (double) SECOND / (sample.nanos() - from.nanos());
                fastest = Math.max(fastest, latest);
                slowest = Math.min(slowest, latest);
                from = sample;
            }
        }
    }

    long perSecond() {
        return (long) latest;
    }

    /** Seconds for {@code rest} at the fastest; -1 when nothing moved. */
    long least(long rest) {
        return fastest < 1 ? -1 : (long) (rest / fastest);
    }

    /** Seconds at the slowest; -1 when nothing moved. */
    long most(long rest) {
        return fastest < 1 ? -1 : (long) Math.min(rest / Math.max(1, slowest), Integer.MAX_VALUE);
    }
}
