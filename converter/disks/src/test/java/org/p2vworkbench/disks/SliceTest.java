package org.p2vworkbench.disks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SliceTest extends BlockSourceContract {

    private static final byte[] WHOLE = new byte[100_000];

    static {
        new Random(1).nextBytes(WHOLE);
    }

    @Override
    protected BlockSource source() {
        return new Slice("part", new MemorySource("whole", WHOLE), 1000, 50_001);
    }

    @Override
    protected byte[] content() {
        return Arrays.copyOfRange(WHOLE, 1000, 51_001);
    }

    @Test
    void partMustLieInTheWhole() {
        assertThatThrownBy(() -> new Slice("part", new MemorySource("whole", WHOLE), 99_999, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("whole");
    }
}
