package org.p2vworkbench.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomReserveTest {

    private final RandomReserve random = new RandomReserve();

    @Test
    void neverHandsOutTheSameBytesTwice() {
        Set<String> seen = new HashSet<>();
        byte[] sixteen = new byte[16];

        for (int i = 0; i < 2000; i++) {
            random.fill(sixteen, 0, 16);
            assertThat(seen.add(HexFormat.of().formatHex(sixteen))).isTrue();
        }
    }

    @Test
    void fillsOnlyWhatItWasAskedFor() {
        for (int count : new int[] {1, 17, 4095, 4096, 4097, 9000}) {
            byte[] bytes = new byte[count + 2];

            random.fill(bytes, 1, count);

            assertThat(bytes[0]).isZero();
            assertThat(bytes[count + 1]).isZero();
            // Of so many bytes at least a third is not zero, but for one chance in 256^(count / 2).
            long set = 0;
            for (byte one : bytes) {
                set += one != 0 ? 1 : 0;
            }
            assertThat(count < 17 || set > count / 3).isTrue();
        }
    }

    @Test
    void staysBelowTheBound() {
        for (int i = 0; i < 1000; i++) {
            assertThat(random.random(7)).isBetween(0, 6);
        }
    }
}
