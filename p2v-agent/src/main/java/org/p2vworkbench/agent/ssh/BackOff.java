package org.p2vworkbench.agent.ssh;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before dialling again: twice as long each time, from a second to a minute, less up to a half at
 * random, so that forty machines whose switch came back do not all dial at once.
 */
final class BackOff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final RandomGenerator random;
    private Duration next = FIRST;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        Duration longest = next;
        next = next.compareTo(LONGEST.dividedBy(2)) > 0 ? LONGEST : next.multipliedBy(2);
        return Duration.ofMillis((long) (longest.toMillis() * (1 - random.nextDouble() / 2)));
    }

    void connected() {
        next = FIRST;
    }
}
