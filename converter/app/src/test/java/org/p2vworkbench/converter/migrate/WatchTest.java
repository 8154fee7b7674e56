package org.p2vworkbench.converter.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.p2vworkbench.converter.ingest.FakeAgent;

@Timeout(20)
class WatchTest {

    private final CountDownLatch looked = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    /** An interrupted thread that writes to a channel closes it. */
    @Test
    void lookThatIsUnderWayAtTheEndIsNotInterrupted() throws Exception {
        ConnectedMachine machine = new FakeAgent(new byte[4096]).machine();
        try (Watch watch = new Watch(machine, List.of(), 0, now -> takesAWhile())) {
            watch.start();
            assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(interrupted).isFalse();
        assertThat(machine.isConnected()).isTrue();
    }

    private void takesAWhile() {
        looked.countDown();
        try {
            // Longer than the watch takes to be closed: an interrupt would come now.
            Thread.sleep(200);
        } catch (InterruptedException interrupt) {
            interrupted.set(true);
        }
    }
}
