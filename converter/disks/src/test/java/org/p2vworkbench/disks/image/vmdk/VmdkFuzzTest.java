package org.p2vworkbench.disks.image.vmdk;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.disks.MemorySource;

/** Samples with a few bytes changed, mostly in the metadata at their start, or cut short. */
final class VmdkFuzzTest {

    private static final int ROUNDS = 150;

    static Stream<MemoryFolder> samples() {
        return Stream.of(
                Samples.monolithicSparse(),
                Samples.streamOptimized(),
                Samples.splitOfAllKinds(),
                Samples.vmfsSparse(),
                Samples.seSparse(),
                Samples.snapshot());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void damageIsRefusedOrReadNeverABug(MemoryFolder sample) throws IOException {
        byte[] disk = sample.file("disk.vmdk");
        List<String> others = VmdkFiles.referencedBy(new MemorySource("disk.vmdk", disk));
        long start = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            long seed = start + round;
            Random random = new Random(seed);
            MemoryFolder damaged = new MemoryFolder().with("disk.vmdk", disk);
            others.forEach(name -> damaged.with(name, sample.file(name)));
            String victim = others.isEmpty() || random.nextInt(3) == 0
                    ? "disk.vmdk"
                    : others.get(random.nextInt(others.size()));
            byte[] mutant = mutant(sample.file(victim), random);
            damaged.with(victim, mutant);

            assertThatCode(() -> readOrRefuse(damaged)).as("seed %d", seed).doesNotThrowAnyException();
            assertThatCode(() -> VmdkFuzz.fuzzerTestOneInput(mutant))
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }

    private static void readOrRefuse(MemoryFolder folder) {
        try {
            VmdkFuzz.read(folder);
        } catch (IOException refused) {
            // As it should be.
        }
    }

    private static byte[] mutant(byte[] original, Random random) {
        byte[] mutant =
                random.nextInt(8) == 0 ? Arrays.copyOf(original, random.nextInt(original.length)) : original.clone();
        byte[] tempting = {0, 1, 2, (byte) 0xff, 0x7f, (byte) 0x80};
        for (int i = random.nextInt(4); i >= 0 && mutant.length > 0; i--) {
            int reach = random.nextInt(3) == 0 ? mutant.length : Math.min(mutant.length, 128);
            boolean fromEnd = random.nextInt(4) == 0;
            int at = random.nextInt(reach);
            mutant[fromEnd ? mutant.length - 1 - at : at] =
                    random.nextBoolean() ? tempting[random.nextInt(tempting.length)] : (byte) random.nextInt(256);
        }
        return mutant;
    }
}
