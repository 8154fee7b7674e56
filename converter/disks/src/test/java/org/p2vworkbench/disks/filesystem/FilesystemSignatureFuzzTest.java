package org.p2vworkbench.disks.filesystem;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/** Damages the first bytes of volumes made by others, where every signature lies. */
final class FilesystemSignatureFuzzTest {

    private static final int SEED_BYTES = 40_000;
    private static final List<List<String>> MAKERS = List.of(
            List.of("mkntfs", "-q", "-F", "-Q", "-L", "label"),
            List.of("mkfs.vfat", "-F", "16", "-n", "LABEL"),
            List.of("mkfs.exfat", "-L", "label"),
            List.of("mkswap"),
            List.of("mke2fs", "-q", "-F", "-L", "label"));

    @TempDir
    Path folder;

    @Test
    void damagedVolumesNeverEndInAnythingButAnIoException() throws IOException {
        List<byte[]> seeds = seeds();
        assumeTrue(!seeds.isEmpty(), "no program that makes filesystems is installed: probes are not fuzzed");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            byte[] volume = seeds.get(i % seeds.size()).clone();
            for (int change = random.nextInt(5); change >= 0; change--) {
                int at = random.nextInt(3) > 0 ? random.nextInt(120) : random.nextInt(volume.length);
                volume[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(volume.length) : volume.length;
            assertThatCode(() -> FilesystemSignatureFuzz.fuzzerTestOneInput(Arrays.copyOf(volume, length)))
                    .as("seed %d, round %d", seed, i)
                    .doesNotThrowAnyException();
        }
    }

    private List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (List<String> maker : MAKERS) {
            if (OutsideTool.named(maker.get(0)).isInstalled()) {
                Path volume = folder.resolve(maker.get(0));
                try (RandomAccessFile file = new RandomAccessFile(volume.toFile(), "rw")) {
                    file.setLength(16 << 20);
                }
                List<Object> command = new ArrayList<>(maker);
                command.add(volume);
                OutsideTool.named("env").run(command.toArray());
                try (InputStream in = Files.newInputStream(volume)) {
                    seeds.add(in.readNBytes(SEED_BYTES));
                }
            }
        }
        return seeds;
    }
}
