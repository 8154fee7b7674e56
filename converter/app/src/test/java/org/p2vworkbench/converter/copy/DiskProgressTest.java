package org.p2vworkbench.converter.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DiskProgressTest {

    private Instant now = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void rateIsOfThisRunOnlyAndStandsStillAtTheEnd() {
        DiskProgress disk = new DiskProgress("web", "sda", 1000, clock());
        disk.start();
        disk.resumed(600);
        disk.copied(300);
        now = now.plusSeconds(3);

        assertThat(disk.doneBytes()).isEqualTo(900);
        assertThat(disk.bytesPerSecond()).isEqualTo(100);
        disk.finish();
        now = now.plusSeconds(100);
        assertThat(disk.elapsed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(disk.bytesPerSecond()).isEqualTo(100);
    }

    @Test
    void moreThanPlannedIsStillAllOfIt() {
        DiskProgress disk = new DiskProgress("web", "sda", 1000, clock());
        disk.start();
        disk.copied(2000);

        assertThat(disk.doneBytes()).isEqualTo(1000);
    }

    @Test
    void finishedDiskStaysFinishedWhenItsMachineEnds() {
        DiskProgress disk = new DiskProgress("web", "sda", 0, clock());
        disk.finish();
        disk.stop();

        assertThat(disk.state()).isEqualTo(DiskProgress.State.FINISHED);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
