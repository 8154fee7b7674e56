package org.p2vworkbench.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkEncoderTest {

    private static final int LENGTH = 1 << 20;

    private final byte[] text = new byte[LENGTH];
    private final byte[] noise = new byte[LENGTH];

    ChunkEncoderTest() {
        Random random = new Random(5);
        random.nextBytes(noise);
        for (int i = 0; i < LENGTH; i++) {
            text[i] = (byte) ('a' + random.nextInt(4));
        }
    }

    @Test
    void whatCostsMoreThanItSavesIsLeftAsItIs() {
        try (ChunkEncoder encoder = new ChunkEncoder(true)) {
            assertThat(encoding(encoder, text, Request.Packing.AS_PAYS, new Pace()))
                    .isEqualTo(Chunk.Encoding.ZSTD);
            assertThat(encoding(encoder, text, Request.Packing.AS_PAYS, wire(0.001)))
                    .isEqualTo(Chunk.Encoding.RAW);
            assertThat(encoding(encoder, text, Request.Packing.AS_PAYS, wire(1e5)))
                    .isEqualTo(Chunk.Encoding.ZSTD);
            assertThat(encoding(encoder, text, Request.Packing.SMALLEST, wire(0.001)))
                    .isEqualTo(Chunk.Encoding.ZSTD);
            assertThat(encoding(encoder, text, Request.Packing.PLAIN, wire(1e5)))
                    .isEqualTo(Chunk.Encoding.RAW);
        }
    }

    @Test
    void noiseIsNeverCompressed() {
        try (ChunkEncoder encoder = new ChunkEncoder(true)) {
            assertThat(encoding(encoder, noise, Request.Packing.SMALLEST, new Pace()))
                    .isEqualTo(Chunk.Encoding.RAW);
            assertThat(encoding(encoder, noise, Request.Packing.AS_PAYS, wire(1e5)))
                    .isEqualTo(Chunk.Encoding.RAW);
        }
    }

    @Test
    void aPaceForgetsWhatIsLongAgo() {
        Pace pace = wire(100);
        for (int i = 0; i < 200; i++) {
            pace.took(LENGTH, LENGTH);
        }
        assertThat(pace.nanosecondsPerByte()).isBetween(1.0, 1.1);
        pace.took(100, 1_000_000_000);
        assertThat(pace.nanosecondsPerByte()).isBetween(1.0, 1.1);
    }

    private static Pace wire(double nanosecondsPerByte) {
        Pace pace = new Pace();
        pace.took(LENGTH, (long) (LENGTH * nanosecondsPerByte));
        return pace;
    }

    private static Chunk.Encoding encoding(ChunkEncoder encoder, byte[] bytes, Request.Packing packing, Pace wire) {
        return encoder.encode(0, bytes, LENGTH, List.of(), packing, wire).encoding();
    }
}
