package org.p2vworkbench.converter.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {

    private final SettableClock clock = new SettableClock();
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

        clock.now = clock.now.plus(Duration.ofSeconds(61));

        assertThat(limit.admits("10.0.0.1")).isTrue();
    }

    @Test
    void manyAddressesTogetherAreHeldBackToo() {
        for (int i = 0; i < 50; i++) {
            limit.failed("10.0.0." + i);
        }

        assertThat(limit.admits("10.0.1.1")).isFalse();
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
