package org.p2vworkbench.disks.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.fixtures.OutsideTool;

/** Chains of images of random shapes and sizes, written at random by qemu-io, read as qemu-img reads them. */
final class Qcow2RandomChainsTest {

    private static final int SECTOR = 512;
    private static final int[] CLUSTERS = {512, 4096, 16_384, 65_536, 2_097_152};

    private final OutsideTool qemuImg = OutsideTool.named("qemu-img");
    private final OutsideTool qemuIo = OutsideTool.named("qemu-io");

    @TempDir
    private Path folder;

    @RepeatedTest(5)
    void everyImageOfAChainReadsAsQemuReadsIt() throws Exception {
        assumeTrue(qemuImg.isInstalled() && qemuIo.isInstalled(), "SKIPPED: qemu-img and qemu-io are not installed");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path base = null;
        for (int layer = 0; layer < 3; layer++) {
            base = layer(base, layer, random);
            Path truth = folder.resolve(layer + ".raw");
            qemuImg.run("convert", "-f", "qcow2", "-O", "raw", base, truth);

            try (DiskImage disk = Opened.file(base)) {
                byte[] content = Opened.content(disk);
                assertThat(content).as("layer %d, seed %d", layer, seed).isEqualTo(Files.readAllBytes(truth));
                assertThat(Opened.firstFalseZero(disk, content))
                        .as("layer %d, seed %d", layer, seed)
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void diskOfNoBytesIsADisk() throws Exception {
        assumeTrue(qemuImg.isInstalled(), "SKIPPED: qemu-img is not installed");
        Path image = folder.resolve("empty.qcow2");
        qemuImg.run("create", "-f", "qcow2", image, 0);

        try (DiskImage disk = Opened.file(image)) {
            assertThat(disk.size()).isZero();
            assertThat(disk.extents(0, 0).runs()).isEmpty();
        }
    }

    private Path layer(Path base, int number, Random random) {
        Path image = folder.resolve(number + ".qcow2");
        int cluster = CLUSTERS[random.nextInt(CLUSTERS.length)];
        int sectors = 300 + random.nextInt(5000);
        String options = "cluster_size=" + cluster
                + (random.nextBoolean() ? ",compression_type=zstd" : "")
                + (random.nextBoolean() && cluster >= 16_384 ? ",extended_l2=on" : "");
        List<Object> create = new ArrayList<>(List.of("create", "-f", "qcow2", "-o", options));
        create.addAll(base == null ? List.of() : List.of("-b", base, "-F", "qcow2"));
        create.addAll(List.of(image, (long) sectors * SECTOR));
        qemuImg.run(create.toArray());

        List<Object> writes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            writes.addAll(List.of("-c", write(cluster, sectors, random)));
        }
        writes.add(image);
        // qemu does not compress over a cluster that is allocated; then that write is not made, and the others are.
        qemuIo.attempt(writes.toArray());
        return image;
    }

    private static String write(int cluster, int sectors, Random random) {
        long at = (long) random.nextInt(sectors) * SECTOR;
        long length = (1L + random.nextInt(200)) * SECTOR;
        long end = (long) sectors * SECTOR;
        String pattern = "-P " + (1 + random.nextInt(255));
        return switch (random.nextInt(6)) {
            case 0 -> "write -z %d %d".formatted(at, Math.min(length, end - at));
            case 1 -> "write -z -u %d %d".formatted(at, Math.min(length, end - at));
            case 2 -> "discard %d %d".formatted(at, Math.min(length, end - at));
            case 3 ->
                "write -c %s %d %d".formatted(pattern, at - at % cluster, Math.min(cluster, end - at + at % cluster));
            default -> "write %s %d %d".formatted(pattern, at, Math.min(length, end - at));
        };
    }
}
