package org.p2vworkbench.fixups.linux.initramfs;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitramfsFuzzTest {

    private static final long SEED = 20_261_121L;
    private static final int ROUNDS = 400;
    private static final int MOST_CHANGES = 4;

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"cat", "gzip -n", "xz --check=crc32", "zstd -q", "lz4 -l", "lzma", "bzip2"})
    void damagedImageIsReadOrRefused(String compressor) throws IOException {
        ImageTree tree = new ImageTree(Files.createDirectory(scratch.resolve("tree")))
                .with("lib/modules/6.1.0/kernel/drivers/sd_mod.ko", "a module ".repeat(50))
                .with("init", "#!/bin/sh\n")
                .link("sbin", "usr/sbin");
        byte[] whole = Files.readAllBytes(tree.image(scratch.resolve("image"), compressor));
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(MOST_CHANGES); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThatCode(() -> InitramfsFuzz.fuzzerTestOneInput(damaged))
                    .as("seed %d round %d of %s", SEED, round, compressor)
                    .doesNotThrowAnyException();
        }
    }
}
