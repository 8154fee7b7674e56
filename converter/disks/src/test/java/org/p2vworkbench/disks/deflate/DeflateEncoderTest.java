package org.p2vworkbench.disks.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

final class DeflateEncoderTest {

    private static final int CLUSTER = 65_536;

    private final DeflateEncoder encoder = new DeflateEncoder(CLUSTER);
    private final byte[] out = new byte[2 * CLUSTER + DeflateEncoder.SPARE];

    @Test
    void textComesBackAsItWas() throws Exception {
        byte[] text = "the quick brown fox jumps over the lazy dog, and again: "
                .repeat(2000)
                .getBytes(StandardCharsets.US_ASCII);
        assertRoundTrip(Arrays.copyOf(text, CLUSTER));
    }

    @Test
    void oneByteRepeatedComesBack() throws Exception {
        byte[] same = new byte[CLUSTER];
        Arrays.fill(same, (byte) 7);
        assertThat(assertRoundTrip(same)).isLessThan(300);
    }

    @Test
    void everySmallSizeComesBack() throws Exception {
        Random random = new Random(3);
        for (int size = 1; size < 600; size++) {
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) random.nextInt(1 + size % 5);
            }
            assertRoundTrip(bytes);
        }
    }

    @Test
    void mixturesOfEverySkewComeBack() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            assertRoundTrip(mixture(random, 1 + random.nextInt(CLUSTER)));
        }
    }

    /** Fibonacci frequencies ask for the longest codes there are; the limit of 15 bits must hold. */
    @Test
    void codesBeyondTheLimitAreShortened() throws Exception {
        byte[] skewed = new byte[CLUSTER];
        int at = 0;
        int a = 1;
        int b = 1;
        for (int symbol = 0; at < CLUSTER; symbol++) {
            for (int i = 0; i < a && at < CLUSTER; i++) {
                skewed[at++] = (byte) symbol;
            }
            int next = a + b;
            a = b;
            b = next;
        }
        shuffle(skewed, new Random(5));
        assertRoundTrip(skewed);
    }

    @Test
    void referencesReachNoFurtherThanTheWindow() throws Exception {
        byte[] block = new byte[4097];
        new Random(1).nextBytes(block);
        byte[] twice = Arrays.copyOf(block, 3 * block.length);
        System.arraycopy(block, 0, twice, block.length, block.length);
        System.arraycopy(block, 0, twice, 2 * block.length, block.length);
        // At a distance of 4097 nothing may be found, so this must not shrink to a third.
        int size = encoder.encode(twice, 0, twice.length, out, 0, 2 * CLUSTER);
        assertThat(size == -1 || size > twice.length * 9 / 10).isTrue();
    }

    @Test
    void randomBytesAreGivenUp() {
        byte[] noise = new byte[CLUSTER];
        new Random(2).nextBytes(noise);
        assertThat(encoder.encode(noise, 0, CLUSTER, out, 0, CLUSTER - 1)).isEqualTo(-1);
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        byte[] text = "abcdefghijklmnopqrstuvwxyz".repeat(100).getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(out, (byte) 0x55);
        assertThat(encoder.encode(text, 0, text.length, out, 0, 10)).isEqualTo(-1);
        assertThat(out).containsOnly(0x55);
    }

    @Test
    void encoderServesManyInputsAtAnyOffset() throws Exception {
        Random random = new Random(9);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = mixture(random, 1000 + random.nextInt(3000));
            int from = random.nextInt(500);
            int size = encoder.encode(bytes, from, bytes.length - from, out, 77, 2 * CLUSTER);
            assertThat(inflate(77, size, bytes.length - from)).isEqualTo(Arrays.copyOfRange(bytes, from, bytes.length));
        }
    }

    private int assertRoundTrip(byte[] bytes) throws DataFormatException {
        int size = encoder.encode(bytes, 0, bytes.length, out, 0, 2 * CLUSTER);
        if (size >= 0) {
            assertThat(inflate(0, size, bytes.length)).isEqualTo(bytes);
        }
        return size;
    }

    private byte[] inflate(int from, int size, int expected) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(out, from, size);
        byte[] plain = new byte[expected];
        int got = 0;
        while (got < expected) {
            int count = inflater.inflate(plain, got, expected - got);
            assertThat(count).as("inflate stalled at %d of %d", got, expected).isPositive();
            got += count;
        }
        assertThat(inflater.inflate(new byte[1])).isZero();
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isZero();
        inflater.end();
        return plain;
    }

    private static byte[] mixture(Random random, int size) {
        byte[] bytes = new byte[size];
        int at = 0;
        while (at < size) {
            int run = Math.min(1 + random.nextInt(3000), size - at);
            int spread = 1 << random.nextInt(9);
            if (at > 0 && random.nextBoolean()) {
                int back = 1 + random.nextInt(Math.min(at, 5000));
                for (int i = 0; i < run; i++) {
                    bytes[at + i] = bytes[at + i - back];
                }
            } else {
                for (int i = 0; i < run; i++) {
                    bytes[at + i] = (byte) random.nextInt(spread);
                }
            }
            at += run;
        }
        return bytes;
    }

    private static void shuffle(byte[] bytes, Random random) {
        for (int i = bytes.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            byte kept = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = kept;
        }
    }
}
