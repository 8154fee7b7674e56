package org.p2vworkbench.agent.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A few thousand damaged samples. The seed of one that fails is in its message. */
class FuzzSeedsTest {

    private static final int ROUNDS = 4000;

    @Test
    void damagedRequestsAreRefusedInOrder() throws IOException {
        damage(new ArrayList<>(GoldenFrames.of("requests.hex").values()), RequestFuzz::fuzzerTestOneInput);
    }

    @Test
    void damagedRepliesAreRefusedInOrder() throws IOException {
        damage(new ArrayList<>(GoldenFrames.of("replies.hex").values()), ReplyFuzz::fuzzerTestOneInput);
    }

    private static void damage(List<byte[]> samples, Consumer<byte[]> target) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] data = samples.get(random.nextInt(samples.size())).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                data[random.nextInt(data.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            if (random.nextInt(4) == 0) {
                data = Arrays.copyOf(data, random.nextInt(data.length));
            }
            try {
                target.accept(data);
            } catch (RuntimeException | Error bug) {
                throw new AssertionError("seed " + seed, bug);
            }
        }
    }
}
