package org.p2vworkbench.converter.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.frames.FrameCodec;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.fixtures.OutsideTool;

/** Clonezilla itself restores a set, in an emulated machine, onto a blank disk. */
@Tag("full")
class OcsRestoreTest {

    private static final int FOUR_MIB = 4 << 20;

    @TempDir
    private Path folder;

    @Test
    void ocsSrPutsTheDiskBack() throws IOException {
        Path packages = packages();
        Path raw = new ManyVolumes(folder).disk();
        Path set = folder.resolve("set");
        Path target = folder.resolve("target.raw");
        try (RawFile source = RawFile.open(raw)) {
            SetPlan plan = PlanSet.of(List.of(new SetDisk("disk", source, Optional.empty(), 0)));
            SetOptions options = new SetOptions(FrameCodec.ZSTD, 3, Optional.empty(), 2, "p2v test");
            new WriteSet("m", plan, Map.of(), set, options, Clock.systemUTC()).run();
            try (RandomAccessFile blank = new RandomAccessFile(target.toFile(), "rw")) {
                blank.setLength(source.size());
            }

            OutsideTool.Outcome restored = OutsideTool.named("bash")
                    .within(Duration.ofMinutes(30))
                    .attempt(script(), set, target, packages);

            assertThat(restored.exitCode()).as(restored.output()).isZero();
            try (RawFile disk = RawFile.open(target)) {
                compare(source, disk);
            }
        }
    }

    private void compare(RawFile source, RawFile disk) throws IOException {
        PartitionTable table = PartitionTable.of(source);
        assertThat(PartitionTable.of(disk)).isEqualTo(table);
        for (Partition partition : table.partitions()) {
            assertThat(FilesystemSignature.of(partition.in(disk)))
                    .as("partition %d", partition.number())
                    .isEqualTo(FilesystemSignature.of(partition.in(source)));
        }
        // Clonezilla mounts what it has restored, so counts and times of the filesystems differ, and nothing else.
        wholeWithNoise(table.partitions().get(1).in(disk));
        wholeWithNoise(ManyVolumes.volume(disk, "root"));
        OutsideTool.named("ntfsfix").run("-n", copy(table.partitions().get(2).in(disk)));
        OutsideTool.named("fsck.fat").run("-n", copy(table.partitions().get(0).in(disk)));
        assertThat(copy(table.partitions().get(3).in(disk)))
                .hasSameBinaryContentAs(
                        Files.copy(copy(table.partitions().get(3).in(source)), folder.resolve("unknown")));
        assertThat(FilesystemSignature.of(ManyVolumes.volume(disk, "swap")))
                .isEqualTo(FilesystemSignature.of(ManyVolumes.volume(source, "swap")));
    }

    private void wholeWithNoise(BlockSource volume) throws IOException {
        Path copy = copy(volume);
        OutsideTool.named("e2fsck").run("-fn", copy);
        Path noise = folder.resolve("noise");
        OutsideTool.named("debugfs").run("-R", "dump /noise " + noise, copy);
        assertThat(noise).hasBinaryContent(ManyVolumes.NOISE);
    }

    private Path copy(BlockSource volume) throws IOException {
        Path copy = folder.resolve("copy");
        try (FileChannel out = FileChannel.open(
                copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long at = 0; at < volume.size(); at += FOUR_MIB) {
                ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(FOUR_MIB, volume.size() - at));
                volume.read(at, bytes);
                out.write(bytes.flip());
            }
        }
        return copy;
    }

    private Path script() throws IOException {
        Path script = folder.resolve("ocs-restore.sh");
        try (InputStream in = OcsRestoreTest.class.getResourceAsStream("ocs-restore.sh")) {
            Files.copy(in, script);
        }
        return script;
    }

    /** Fetched and unpacked, never installed: Clonezilla brings services that a host may not want. */
    private Path packages() throws IOException {
        for (String tool : new String[] {"qemu-system-x86_64", "apt-get", "dpkg-deb", "cpio", "partclone.restore"}) {
            assumeTrue(OutsideTool.named(tool).isInstalled(), tool + " is not installed: ocs-sr restores nothing");
        }
        try (Stream<Path> kernels = Files.list(Path.of("/boot"))) {
            assumeTrue(
                    kernels.anyMatch(file -> file.getFileName().toString().startsWith("vmlinuz-")),
                    "this host has no kernel in /boot: ocs-sr restores nothing");
        }
        Path packages = Files.createDirectory(folder.resolve("packages"));
        OutsideTool.Outcome fetched = OutsideTool.named("sh")
                .attempt(
                        "-c",
                        "cd %s && apt-get download clonezilla drbl dialog bc ipcalc file && for p in *.deb; do dpkg-deb -x $p x; done"
                                .formatted(packages));
        assumeTrue(fetched.exitCode() == 0, "clonezilla cannot be fetched: ocs-sr restores nothing");
        return packages.resolve("x");
    }
}
