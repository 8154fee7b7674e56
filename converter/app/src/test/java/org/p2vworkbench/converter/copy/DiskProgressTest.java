package org.p2vworkbench.converter.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixtures.HandSetClock;

class DiskProgressTest {

    private final HandSetClock clock = new HandSetClock();

    @Test
    void rateIsOfThisRunOnlyAndStandsStillAtTheEnd() {
        DiskProgress disk = new DiskProgress("web", "sda", 1000, clock);
        disk.start();
        disk.resumed(600);
        disk.copied(300);
        clock.pass(Duration.ofSeconds(3));

        assertThat(disk.doneBytes()).isEqualTo(900);
        assertThat(disk.bytesPerSecond()).isEqualTo(100);
        disk.finish();
        clock.pass(Duration.ofSeconds(100));
        assertThat(disk.elapsed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(disk.bytesPerSecond()).isEqualTo(100);
    }

    @Test
    void moreThanPlannedIsStillAllOfIt() {
        DiskProgress disk = new DiskProgress("web", "sda", 1000, clock);
        disk.start();
        disk.copied(2000);

        assertThat(disk.doneBytes()).isEqualTo(1000);
    }

    @Test
    void finishedDiskStaysFinishedWhenItsMachineEnds() {
        DiskProgress disk = new DiskProgress("web", "sda", 0, clock);
        disk.finish();
        disk.stop();

        assertThat(disk.state()).isEqualTo(DiskProgress.State.FINISHED);
    }
}
