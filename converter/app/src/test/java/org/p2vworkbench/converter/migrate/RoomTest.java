package org.p2vworkbench.converter.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RoomTest {

    private static final long MIB = 1 << 20;

    @Test
    void waitsUntilThereIsEnoughAndTellsWhatIsNeeded() throws InterruptedException {
        Deque<Long> free = new ArrayDeque<>(List.of(10 * MIB, 10 * MIB, 60 * MIB, 200 * MIB));
        List<String> told = new ArrayList<>();

        new Room(free::poll, Duration.ofMillis(1))
                .await(100 * MIB, (needed, now) -> told.add(needed / MIB + " of " + now / MIB));

        assertThat(told).containsExactly("100 of 10", "100 of 60");
        assertThat(free).isEmpty();
    }

    @Test
    void someRoomIsNeededHoweverLittleIsToCome() {
        assertThat(new Room(() -> Room.LEAST_BYTES - 1, Duration.ZERO).isEnoughFor(0))
                .isFalse();
        assertThat(new Room(() -> Room.LEAST_BYTES, Duration.ZERO).isEnoughFor(0))
                .isTrue();
    }
}
