package org.p2vworkbench.agent.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {

    @Test
    void pausesDoubleUpToAMinuteAndAreNeverAlike() {
        BackOff backOff = new BackOff(new Random(1));

        for (int longest : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            assertThat(backOff.next()).isBetween(Duration.ofMillis(longest * 500L), Duration.ofSeconds(longest));
        }
    }

    @Test
    void aConnectionMakesThemShortAgain() {
        BackOff backOff = new BackOff(new Random(1));
        backOff.next();
        backOff.next();

        backOff.connected();

        assertThat(backOff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
