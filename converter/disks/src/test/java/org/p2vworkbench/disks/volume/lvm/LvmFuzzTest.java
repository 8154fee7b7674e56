package org.p2vworkbench.disks.volume.lvm;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LvmFuzzTest {

    private static final List<String> WORDS = List.of(
            "0",
            "1",
            "3",
            "-1",
            "9223372036854775807",
            "\"pv0\"",
            "\"one\"",
            "\"i1\"",
            "\"raid5\"",
            "\"raid10\"",
            "\"raid6_nc\"",
            "\"mirror\"",
            "\"thin\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            "=",
            "\"",
            "#",
            "mirrors",
            "VISIBLE");

    private static final String SEED = LvmSamples.vg(
            "vg-1",
            3,
            2,
            LvmSamples.visible("one", LvmSamples.linear(0, 2, "pv0", 5), LvmSamples.linear(2, 1, "pv0", 0)),
            LvmSamples.visible("two", LvmSamples.striped(0, 2, 16, "\"pv0\", 8, \"pv0\", 10")),
            LvmSamples.visible(
                    "safe",
                    LvmSamples.raid(
                            "raid5", 2, "stripe_size = 16", "\"m0\", \"i0\", \"m1\", \"i1\", \"m2\", \"i2\"", 3)),
            LvmSamples.hidden("m0", LvmSamples.linear(0, 1, "pv0", 20)),
            LvmSamples.hidden("i0", LvmSamples.linear(0, 1, "pv0", 21)),
            LvmSamples.hidden("m1", LvmSamples.linear(0, 1, "pv0", 22)),
            LvmSamples.hidden("i1", LvmSamples.linear(0, 1, "pv0", 23)),
            LvmSamples.hidden("m2", LvmSamples.linear(0, 1, "pv1", 24)),
            LvmSamples.hidden("i2", LvmSamples.linear(0, 1, "pv1", 25)));

    @Test
    void damagedTextsNeverEndInAnythingButAnIoException() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] tokens = SEED.split("(?<=\\s)");
        for (int i = 0; i < 300; i++) {
            String[] mutant = tokens.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                String by = random.nextInt(3) == 0
                        ? tokens[random.nextInt(tokens.length)]
                        : WORDS.get(random.nextInt(WORDS.size())) + " ";
                mutant[random.nextInt(mutant.length)] = by;
            }
            byte[] text = String.join("", mutant).getBytes(StandardCharsets.ISO_8859_1);
            assertThatCode(() -> LvmFuzz.fuzzerTestOneInput(text))
                    .as("seed %d, round %d", seed, i)
                    .doesNotThrowAnyException();
        }
    }
}
