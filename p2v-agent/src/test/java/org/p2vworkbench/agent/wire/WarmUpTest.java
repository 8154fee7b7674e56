package org.p2vworkbench.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WarmUpTest {

    @Test
    @Timeout(30)
    void isDoneOnceAndEnds() throws InterruptedException {
        WarmUp.begin();
        WarmUp.begin();

        assertThat(threads()).isLessThanOrEqualTo(1);
        while (threads() > 0) {
            Thread.sleep(10);
        }
        WarmUp.begin();
        assertThat(threads()).isZero();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("warm-up"))
                .count();
    }
}
