package org.p2vworkbench.converter.enrol;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often somebody may be wrong: five times in a minute from one address, fifty from all together. A code has 60 bits,
 * so this is about the log and the processor more than about guessing.
 */
public final class AttemptLimit {

    private static final int PER_ADDRESS = 5;
    private static final int IN_ALL = 50;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Deque<Instant>> failures = new HashMap<>();

    public AttemptLimit(Clock clock) {
        this.clock = clock;
    }

    /** Whether {@code address} may try now. */
    public synchronized boolean admits(String address) {
        forget();
        int here = failures.getOrDefault(address, new ArrayDeque<>()).size();
        int all = failures.values().stream().mapToInt(Deque::size).sum();
        return here < PER_ADDRESS && all < IN_ALL;
    }

    public synchronized void failed(String address) {
        forget();
        if (failures.size() < IN_ALL) {
            failures.computeIfAbsent(address, unknown -> new ArrayDeque<>()).add(clock.instant());
        }
    }

    private void forget() {
        Instant since = clock.instant().minus(WINDOW);
        failures.values().forEach(times -> times.removeIf(time -> time.isBefore(since)));
        failures.values().removeIf(Deque::isEmpty);
    }
}
