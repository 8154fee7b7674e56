package org.p2vworkbench.converter.proof.cable;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Some thousand damaged frames. The seed of one that fails is in its message. */
class NeighbourFuzzTest {

    private static final int ROUNDS = 6000;

    private static final List<String> SAMPLES = List.of(
            "ffffffffffff525400a1b2c30806" + "0001080006040001525400a1b2c3c0a8010a000000000000c0a80101",
            "ffffffffffff525400a1b2c38100600a0806" + "0001080006040001525400a1b2c3c0a8010a000000000000c0a80101",
            "ffffffffffff525400a1b2c30800" + "4500011c0000000040110000" + "00000000ffffffff" + "0044004301080000"
                    + "010106003903f32600008000" + "00".repeat(224) + "63825363" + "35010332" + "04c000020a" + "ff",
            "025032560001525400a1b2c30800" + "4500002c0000400040060000c0a8010ac0a801fe"
                    + "0016cb2711223344503256016012ffff00000000020405b4");

    @Test
    void damagedFramesStopNobody() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            byte[] frame = damaged(new Random(seed));
            assertThatNoException().as("seed " + seed).isThrownBy(() -> NeighbourFuzz.fuzzerTestOneInput(frame));
        }
    }

    private static byte[] damaged(Random random) {
        byte[] frame = HexFormat.of().parseHex(SAMPLES.get(random.nextInt(SAMPLES.size())));
        for (int i = random.nextInt(5); i > 0; i--) {
            // Most of what is of interest is in the headers or at the end.
            int at = random.nextBoolean() ? random.nextInt(Math.min(64, frame.length)) : random.nextInt(frame.length);
            frame[at] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame;
    }
}
