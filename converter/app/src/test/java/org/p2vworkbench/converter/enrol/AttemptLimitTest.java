package org.p2vworkbench.converter.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixtures.HandSetClock;

class AttemptLimitTest {

    private final HandSetClock clock = new HandSetClock();
    private final AttemptLimit limit = new AttemptLimit(clock);

    @Test
    void fiveFailuresInAMinuteAreEnough() {
        for (int i = 0; i < 5; i++) {
            assertThat(limit.admits("10.0.0.1")).isTrue();
            limit.failed("10.0.0.1");
        }

        assertThat(limit.admits("10.0.0.1")).isFalse();
        assertThat(limit.admits("10.0.0.2")).isTrue();
    }

    @Test
    void aMinuteLaterTheyAreForgotten() {
        for (int i = 0; i < 5; i++) {
            limit.failed("10.0.0.1");
        }

        clock.pass(Duration.ofSeconds(61));

        assertThat(limit.admits("10.0.0.1")).isTrue();
    }

    @Test
    void manyAddressesTogetherAreHeldBackToo() {
        for (int i = 0; i < 50; i++) {
            limit.failed("10.0.0." + i);
        }

        assertThat(limit.admits("10.0.1.1")).isFalse();
    }
}
