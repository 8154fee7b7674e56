package org.p2vworkbench.disks.image.qcow2;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Qcow2FuzzTest {

    private static final int ROUNDS = 1500;

    @ParameterizedTest
    @ValueSource(strings = {"v2", "v3", "extended", "zlib", "zstd"})
    void damagedImagesEndInOurException(String name) throws IOException {
        byte[] seed = Qcow2HostileTest.seed(name);
        long number = System.nanoTime();
        Random random = new Random(number);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] image = mutated(seed, random);
            assertThatCode(() -> Qcow2Fuzz.fuzzerTestOneInput(image))
                    .as("seed %d, round %d of %s", number, round, name)
                    .doesNotThrowAnyException();
        }
    }

    /** Mostly where it hurts: the header, and the first entries of tables. */
    private static byte[] mutated(byte[] seed, Random random) {
        int length = random.nextInt(8) == 0 ? random.nextInt(seed.length) : seed.length;
        byte[] image = Arrays.copyOf(seed, length);
        for (int i = random.nextInt(4); i >= 0 && length > 0; i--) {
            int at = random.nextBoolean() ? random.nextInt(Math.min(length, 120)) : tableByte(length, random);
            image[at] = random.nextBoolean() ? (byte) (1 << random.nextInt(8)) : (byte) random.nextInt(256);
        }
        return image;
    }

    private static int tableByte(int length, Random random) {
        int cluster = random.nextInt(length / 512 + 1);
        return Math.min(length - 1, cluster * 512 + random.nextInt(64));
    }
}
