package org.p2vworkbench.disks.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.fixtures.OutsideTool;

/** One disk in every shape qemu-img can give it reads as that disk. */
final class Qcow2VariantsTest {

    private static final int CLUSTER = 64 << 10;
    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");
    private static final OutsideTool QEMU_IO = OutsideTool.named("qemu-io");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsQemu() {
        assumeTrue(QEMU_IMG.isInstalled() && QEMU_IO.isInstalled(), "SKIPPED: qemu-img and qemu-io are not installed");
    }

    /** Text-like data that compresses, noise that does not, and holes; ends in the middle of a cluster. */
    static byte[] disk() {
        byte[] bytes = new byte[3_000_320 - 3_000_320 % 512];
        Random random = new Random(42);
        for (int at = 100_000; at < 1_000_000; at++) {
            bytes[at] = (byte) (random.nextInt(4) + 'a');
        }
        byte[] noise = new byte[700_000];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, 1_500_000, noise.length);
        bytes[bytes.length - 1] = 7;
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-o compat=0.10",
                "-o compat=1.1",
                "-o cluster_size=512",
                "-o cluster_size=4k",
                "-o cluster_size=2M",
                "-o extended_l2=on",
                "-o extended_l2=on,cluster_size=16k",
                "-o preallocation=metadata",
                "-o refcount_bits=1",
                "-c",
                "-c -o compat=0.10",
                "-c -o cluster_size=512",
                "-c -o cluster_size=2M",
                "-c -o extended_l2=on",
                "-c -o compression_type=zstd",
                "-c -o compression_type=zstd,cluster_size=512",
                "-c -o compression_type=zstd,cluster_size=2M",
            })
    void readsAsTheDiskItWasMadeFrom(String options) throws Exception {
        Path raw = Files.write(folder.resolve("disk.raw"), disk());
        Path image = folder.resolve("disk.qcow2");
        QEMU_IMG.run(arguments("convert -f raw -O qcow2 " + options, raw, image));

        try (DiskImage disk = Opened.file(image)) {
            assertThat(disk.format()).startsWith("qcow2 v");
            assertThat(disk.size()).isEqualTo(Files.size(raw));
            assertThat(Opened.content(disk)).isEqualTo(disk());
            assertThat(disk.structures().get(0).fields()).hasSizeGreaterThan(12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data_file=disk.data", "data_file=disk.data,data_file_raw=on"})
    void externalDataFileHoldsTheData(String options) throws Exception {
        Path raw = Files.write(folder.resolve("disk.raw"), disk());
        Path image = folder.resolve("disk.qcow2");
        String data = folder.resolve("disk.data").toString();
        QEMU_IMG.run(arguments("create -f qcow2 -o " + options.replace("disk.data", data), image, disk().length));
        QEMU_IMG.run(arguments("convert -n -f raw -O qcow2", raw, image));

        try (DiskImage disk = Opened.file(image)) {
            assertThat(Opened.content(disk)).isEqualTo(disk());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",extended_l2=on", ",cluster_size=4k"})
    void childIsItsOwnClustersAndItsParentsElsewhere(String options) throws Exception {
        Path base = Files.write(folder.resolve("base.raw"), disk());
        Path middle = folder.resolve("middle.qcow2");
        Path child = folder.resolve("child.qcow2");
        QEMU_IMG.run(arguments("create -f qcow2 -F raw -b base.raw -o preallocation=off" + options, middle));
        QEMU_IO.run("-c", "write -P 1 130k 70k", "-c", "write -z 1M 128k", "-c", "write -P 2 2M 2k", middle);
        QEMU_IMG.run(arguments("create -f qcow2 -F qcow2 -b middle.qcow2 -o preallocation=off" + options, child, "5M"));
        QEMU_IO.run("-c", "write -P 3 198k 1k", "-c", "write -P 4 4M 512", "-c", "write -z 2M 1k", child);
        Path truth = folder.resolve("truth.raw");
        QEMU_IMG.run(arguments("convert -f qcow2 -O raw", child, truth));

        try (DiskImage disk = Opened.file(child)) {
            assertThat(disk.structures()).hasSize(1);
            assertThat(disk.parent().orElseThrow().name()).isEqualTo("middle.qcow2");
            assertThat(disk.parent().orElseThrow().parent().orElseThrow().name())
                    .isEqualTo("base.raw");
            byte[] content = Opened.content(disk);
            assertThat(content).isEqualTo(Files.readAllBytes(truth));
            assertThat(Opened.firstFalseZero(disk, content)).isEqualTo(-1);
            assertThat(disk.extents(disk().length + CLUSTER, 4 << 20).dataBytes())
                    .isZero();
            assertThat(disk.extents(1 << 20, (1 << 20) + CLUSTER).dataBytes()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-o preallocation=metadata"})
    void internalSnapshotsAreIgnored(String options) throws Exception {
        Path raw = Files.write(folder.resolve("disk.raw"), disk());
        Path image = folder.resolve("disk.qcow2");
        QEMU_IMG.run(arguments("convert -f raw -O qcow2 " + options, raw, image));
        QEMU_IMG.run("snapshot", "-c", "before", image);
        QEMU_IO.run("-c", "write -P 9 0 1M", image);
        byte[] now = disk();
        java.util.Arrays.fill(now, 0, 1 << 20, (byte) 9);

        try (DiskImage disk = Opened.file(image)) {
            assertThat(Opened.content(disk)).isEqualTo(now);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compat=1.1", "cluster_size=2M", "extended_l2=on"})
    void emptyDiskOf16TibTellsItsHolesAtOnce(String options) throws Exception {
        Path image = folder.resolve("huge.qcow2");
        QEMU_IMG.run(arguments("create -f qcow2 -o " + options, image, "16T"));
        QEMU_IO.run("-c", "write -P 1 9T 4k", image);

        long started = System.nanoTime();
        try (DiskImage disk = Opened.file(image)) {
            assertThat(disk.extents(0, disk.size()).dataBytes()).isBetween(4096L, 2L << 20);
        }
        assertThat(System.nanoTime() - started).isLessThan(2_000_000_000L);
    }

    static Object[] arguments(String line, Object... more) {
        Object[] all = java.util.Arrays.copyOf(
                line.strip().split(" +"), line.strip().split(" +").length + more.length, Object[].class);
        System.arraycopy(more, 0, all, all.length - more.length, more.length);
        return all;
    }
}
