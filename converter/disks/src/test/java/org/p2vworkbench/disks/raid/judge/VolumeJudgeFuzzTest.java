package org.p2vworkbench.disks.raid.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.fixtures.OutsideTool;

/** Damaged filesystems may get any verdict, but never an exception. */
class VolumeJudgeFuzzTest {

    private static final int ROUNDS = 400;

    @TempDir
    Path folder;

    public static void fuzzerTestOneInput(byte[] data) {
        VolumeJudge.score(new MemorySource("fuzz", data));
        Window window = new Window(0, data);
        for (int at = 0; at < data.length; at += 512) {
            int here = at;
            Structures.startingAt(window, at)
                    .ifPresent(map -> map.learning(window, here).claim(window, here));
            Structures.describedAt(window, at)
                    .ifPresent(map -> map.learning(window, here).claim(window, here));
        }
    }

    @Test
    void damagedExtIsJudged() throws IOException {
        mutate(made("mke2fs", 8 << 20, "-q", "-F", "-t", "ext4", "-b", "1024", "-d", content()));
    }

    @Test
    void damagedExt3IsJudged() throws IOException {
        mutate(made("mke2fs", 8 << 20, "-q", "-F", "-t", "ext3", "-d", content()));
    }

    @Test
    void damagedNtfsIsJudged() throws IOException {
        mutate(made("mkntfs", 8 << 20, "-q", "-F", "-f"));
    }

    @Test
    void damagedXfsStartIsJudged() throws IOException {
        byte[] whole = made("mkfs.xfs", 320 << 20, "-q", "-f");
        mutate(whole);
    }

    @Test
    void whatIsNoFilesystemGetsNoVerdict() {
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);

        assertThat(VolumeJudge.score(new MemorySource("noise", noise)).score()).isZero();
        assertThat(VolumeJudge.score(new MemorySource("zeros", new byte[1 << 20]))
                        .score())
                .isZero();
        assertThat(VolumeJudge.score(new MemorySource("short", new byte[100])).score())
                .isZero();
    }

    private Path content() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree/inner"));
        for (int i = 0; i < 20; i++) {
            Files.writeString(tree.resolve("file" + i), "line of text\n".repeat(i * 40 + 1));
        }
        return folder.resolve("tree");
    }

    /** The first 4 MiB of what the tool makes of an empty file. */
    private byte[] made(String tool, int size, Object... arguments) throws IOException {
        Assumptions.assumeTrue(OutsideTool.named(tool).isInstalled(), tool + " is not installed: SKIPPED");
        Path image = folder.resolve("image");
        try (var file = new java.io.RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(size);
        }
        Object[] command = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(arguments), java.util.stream.Stream.of(image))
                .toArray();
        OutsideTool.named(tool).run(command);
        try (var channel = java.nio.channels.FileChannel.open(image)) {
            ByteBuffer start = ByteBuffer.allocate(4 << 20);
            channel.read(start, 0);
            return start.array();
        }
    }

    private static void mutate(byte[] seed) {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            byte[] damaged = java.util.Arrays.copyOf(seed, seed.length >> random.nextInt(4));
            for (int i = 0; i < 1 + round % 20; i++) {
                int at = random.nextInt(random.nextBoolean() ? 8192 : damaged.length);
                damaged[at] = (byte) random.nextInt(256);
            }
            assertThat(VolumeJudge.score(new MemorySource("round " + round, damaged))
                            .sentences())
                    .isNotNull();
            if (round % 20 == 0) {
                fuzzerTestOneInput(java.util.Arrays.copyOf(damaged, 256 << 10));
            }
        }
    }
}
