package org.p2vworkbench.disks.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.fixtures.OutsideTool;

final class Qcow2WriterTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");
    private static final int CHUNK = 1 << 20;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsQemuImg() {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img (package qemu-utils) judges these images and is not installed");
    }

    static Stream<Arguments> kinds() {
        return Stream.of(9, 12, 16, 21).flatMap(bits -> Stream.of(Qcow2Compression.values())
                .map(compression -> Arguments.of(bits, compression)));
    }

    @ParameterizedTest(name = "clusters of 2^{0} bytes, {1}")
    @MethodSource("kinds")
    void qemuFindsTheSameDiskAndNoFault(int clusterBits, Qcow2Compression compression) throws IOException {
        byte[] disk = disk(clusterBits, 7 * CHUNK + 25 * 512);
        Path image = folder.resolve("a.qcow2");

        write(image, disk, new Qcow2Options(clusterBits, compression, Optional.empty()), clusterBits);

        assertIs(disk, image);
    }

    @Test
    void killedWriterGoesOnWhereItsJournalEnds() throws IOException {
        for (Qcow2Compression compression : Qcow2Compression.values()) {
            for (int round = 0; round < 20; round++) {
                killAndResume(compression, new Random(round));
            }
        }
    }

    private void killAndResume(Qcow2Compression compression, Random random) throws IOException {
        byte[] disk = disk(random.nextInt(), 6 * CHUNK + 512);
        Path image = folder.resolve(compression + "-" + random.nextInt(1 << 30) + ".qcow2");
        Qcow2Options options = new Qcow2Options(12 + random.nextInt(5), compression, Optional.empty());
        List<Integer> left = chunks(disk, random);
        while (!left.isEmpty()) {
            left = oneLife(image, disk, options, left, random);
        }
        assertIs(disk, image);
    }

    /** Writes some chunks, committing now and then, and dies without finishing unless all are there. */
    private static List<Integer> oneLife(
            Path image, byte[] disk, Qcow2Options options, List<Integer> left, Random random) throws IOException {
        try (Qcow2Writer writer = Qcow2Writer.open(image, disk.length, options)) {
            List<Integer> missing = new ArrayList<>(left);
            missing.removeIf(chunk -> writer.holds((long) chunk * CHUNK));
            int die = random.nextInt(missing.size() + 3);
            for (int i = 0; i < missing.size(); i++) {
                if (i == die) {
                    return left;
                }
                int at = missing.get(i) * CHUNK;
                writer.write(at, disk, at, Math.min(CHUNK, disk.length - at));
                if (random.nextInt(3) == 0) {
                    writer.mark();
                    writer.force();
                    writer.commit();
                }
            }
            writer.finish();
            return List.of();
        }
    }

    @Test
    void tornJournalRecordIsDoneAgain() throws IOException {
        byte[] disk = disk(1, 4 * CHUNK);
        Path image = folder.resolve("torn.qcow2");
        Qcow2Options options = Qcow2Options.compressed(Qcow2Compression.ZLIB);
        try (Qcow2Writer writer = Qcow2Writer.open(image, disk.length, options)) {
            for (int at = 0; at < 2 * CHUNK; at += CHUNK) {
                writer.write(at, disk, at, CHUNK);
                writer.mark();
                writer.force();
                writer.commit();
            }
        }
        Path journal = image.resolveSibling("torn.qcow2.part.journal");
        byte[] noted = Files.readAllBytes(journal);
        noted[noted.length - 1] ^= 1;
        Files.write(journal, noted);

        try (Qcow2Writer writer = Qcow2Writer.open(image, disk.length, options)) {
            assertThat(writer.holds(0)).isTrue();
            assertThat(writer.holds(CHUNK)).isFalse();
            for (int at = CHUNK; at < disk.length; at += CHUNK) {
                writer.write(at, disk, at, CHUNK);
            }
            writer.finish();
        }
        assertIs(disk, image);
    }

    @Test
    void partOfAnotherKindOfImageIsStartedAnew() throws IOException {
        byte[] disk = disk(2, 2 * CHUNK);
        Path image = folder.resolve("changed.qcow2");
        try (Qcow2Writer writer =
                Qcow2Writer.open(image, disk.length, Qcow2Options.compressed(Qcow2Compression.NONE))) {
            writer.write(0, disk, 0, CHUNK);
            writer.mark();
            writer.force();
            writer.commit();
        }

        write(image, disk, Qcow2Options.compressed(Qcow2Compression.ZSTD), 5);

        assertIs(disk, image);
    }

    /** qemu reads whole sectors only, of raw files too: the odd tail must be there, zeros behind it. */
    @Test
    void tailOfAnOddSizedDiskIsKept() throws IOException {
        byte[] disk = disk(4, CHUNK + 777);
        Path image = folder.resolve("odd.qcow2");

        write(image, disk, Qcow2Options.compressed(Qcow2Compression.ZLIB), 1);

        assertIs(Arrays.copyOf(disk, CHUNK + 1024), image);
    }

    @Test
    void layerShowsWhatLiesBelow() throws IOException {
        byte[] disk = disk(3, 3 * CHUNK + 512);
        write(folder.resolve("base.qcow2"), disk, Qcow2Options.compressed(Qcow2Compression.ZLIB), 1);
        Path layer = folder.resolve("layer.qcow2");
        try (Qcow2Writer writer = Qcow2Writer.open(layer, disk.length, Qcow2Options.layerOver("base.qcow2", "qcow2"))) {
            writer.finish();
        }

        assertIs(disk, layer);
        assertThat(Files.size(layer)).isLessThan(512 << 10);
    }

    @Test
    void sixteenTebibytesOfNothingAreSmall() throws IOException {
        Path image = folder.resolve("huge.qcow2");
        try (Qcow2Writer writer = Qcow2Writer.open(image, 16L << 40, Qcow2Options.compressed(Qcow2Compression.NONE))) {
            byte[] one = new byte[CHUNK];
            one[5] = 1;
            writer.write((16L << 40) - CHUNK, one, 0, CHUNK);
            writer.finish();
        }
        QEMU_IMG.run("check", image);
        assertThat(Files.size(image)).isLessThan(2 << 20);
        assertThat(QEMU_IMG.run("info", image)).contains("16 TiB");
    }

    @Test
    void manyTablesAreWrittenAndReadBack() throws IOException {
        // 4 KiB clusters: a table covers 2 MiB, the writer holds 2048; a stride of 5 MiB over 20 GiB touches 4096.
        long size = 20L << 30;
        Path image = folder.resolve("wide.qcow2");
        Qcow2Options options = new Qcow2Options(12, Qcow2Compression.NONE, Optional.empty());
        byte[] marked = new byte[4096];
        try (Qcow2Writer writer = Qcow2Writer.open(image, size, options)) {
            for (int round = 0; round < 2; round++) {
                for (long at = round * 4096L; at < size; at += 5 << 20) {
                    marked[0] = (byte) (1 + at % 97);
                    writer.write(at, marked, 0, marked.length);
                }
            }
            writer.finish();
        }
        QEMU_IMG.run("check", image);
        assertThat(QEMU_IMG.run("map", "--output=json", image).lines().count()).isEqualTo(3 * 4096);
    }

    @Test
    void diskTooLargeForItsClustersIsRefused() {
        Qcow2Options tiny = new Qcow2Options(9, Qcow2Compression.NONE, Optional.empty());
        assertThatThrownBy(() -> Qcow2Writer.open(folder.resolve("no.qcow2"), 16L << 40, tiny))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than 512 bytes");
    }

    private void write(Path image, byte[] disk, Qcow2Options options, long seed) throws IOException {
        int unit = Math.max(CHUNK, options.clusterBytes());
        try (Qcow2Writer writer = Qcow2Writer.open(image, disk.length, options)) {
            for (int chunk : chunks(disk, new Random(seed))) {
                long at = (long) chunk * CHUNK;
                if (at % unit == 0) {
                    writer.write(at, disk, (int) at, (int) Math.min(unit, disk.length - at));
                }
            }
            writer.finish();
        }
    }

    private static List<Integer> chunks(byte[] disk, Random random) {
        List<Integer> all = new ArrayList<>();
        for (int chunk = 0; chunk * CHUNK < disk.length; chunk++) {
            all.add(chunk);
        }
        Collections.shuffle(all, random);
        return all;
    }

    private void assertIs(byte[] disk, Path image) throws IOException {
        Path raw = folder.resolve("expected.raw");
        Files.write(raw, disk);
        QEMU_IMG.run("check", image);
        QEMU_IMG.run("compare", "-f", "raw", "-F", "qcow2", raw, image);
    }

    /** Zeros, noise, text and a single byte, in runs that respect no boundary; never ends in zeros only. */
    private static byte[] disk(int seed, int size) {
        Random random = new Random(seed);
        byte[] disk = new byte[size];
        int at = 0;
        while (at < size) {
            int run = Math.min(1 + random.nextInt(300_000), size - at);
            switch (random.nextInt(4)) {
                case 0:
                    break;
                case 1:
                    byte[] noise = new byte[run];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, disk, at, run);
                    break;
                case 2:
                    for (int i = 0; i < run; i++) {
                        disk[at + i] = (byte) ("some log line, another one ".charAt((i + i / 31) % 27));
                    }
                    break;
                default:
                    Arrays.fill(disk, at, at + run, (byte) seed);
            }
            at += run;
        }
        disk[size - 1] = 1;
        return disk;
    }
}
