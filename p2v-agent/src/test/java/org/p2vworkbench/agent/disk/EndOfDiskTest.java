package org.p2vworkbench.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class EndOfDiskTest {

    private static final int UNIT = 4096;

    @Test
    void theEndIsFoundToTheSector() throws IOException {
        for (long units : new long[] {1, 2, 3, 255, 256, 257, 1_000_003, (1L << 40) / UNIT + 17}) {
            long size = units * UNIT + units % 8 * 512;

            assertThat(EndOfDisk.of((into, at) -> readable(into.remaining(), at, size), UNIT))
                    .isEqualTo(size);
        }
    }

    @Test
    void damageIsNotTheEnd() throws IOException {
        long size = 1000L * UNIT;
        EndOfDisk.Reader damaged = (into, at) -> {
            if (at / UNIT == 511 || at / UNIT == 749) {
                throw new IOException("bad");
            }
            return readable(into.remaining(), at, size);
        };

        assertThat(EndOfDisk.of(damaged, UNIT)).isEqualTo(size);
    }

    @Test
    void aDiskThatAnswersNothingHasNoSize() {
        assertThatThrownBy(() -> EndOfDisk.of((into, at) -> -1, UNIT))
                .isInstanceOf(IOException.class)
                .hasMessage("not one sector of it can be read");
    }

    private static int readable(int wanted, long at, long size) throws IOException {
        if (at + wanted > size) {
            throw new IOException("The drive cannot find the sector requested");
        }
        return wanted;
    }
}
