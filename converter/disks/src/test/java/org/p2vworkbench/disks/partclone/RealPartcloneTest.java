package org.p2vworkbench.disks.partclone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.Allocations;
import org.p2vworkbench.disks.allocation.Volume;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.fixtures.OutsideTool;

/** What partclone itself makes of our images: it reads them, restores them, and the filesystem is whole. */
@Tag("slow")
final class RealPartcloneTest {

    @TempDir
    Path folder;

    static Stream<Arguments> filesystems() {
        return Stream.of(
                Arguments.of("mke2fs -q -t ext2 -b 1024 -d FILES", "e2fsck -fn"),
                Arguments.of("mke2fs -q -t ext4 -b 4096 -d FILES", "e2fsck -fn"),
                Arguments.of("mkntfs -q -F -Q -c 4096", "ntfsfix -n"),
                Arguments.of("mkntfs -q -F -Q -c 65536", "ntfsfix -n"),
                Arguments.of("mkfs.fat -F 16", "fsck.fat -n"),
                Arguments.of("mkfs.fat -F 32 -s 1", "fsck.fat -n"),
                Arguments.of("mkfs.exfat", "fsck.exfat -n"),
                Arguments.of("mkfs.xfs -q -f", "xfs_repair -n"));
    }

    @ParameterizedTest
    @MethodSource("filesystems")
    void partcloneRestoresTheImage(String maker, String checker) throws IOException {
        Path files = Files.createDirectories(folder.resolve("files/sub"));
        byte[] noise = new byte[3 << 20];
        new Random(3).nextBytes(noise);
        Files.write(files.resolve("noise"), noise);
        long bytes = maker.contains("xfs") ? 320L << 20 : 64L << 20;
        Volume volume = Volume.made(
                folder.resolve("volume"),
                bytes,
                maker.replace("FILES", folder.resolve("files").toString()).split(" "));
        Path image = folder.resolve("image");
        PartcloneShape shape = write(volume, image);

        Path restored = folder.resolve("restored");
        Path log = folder.resolve("log");
        tool("partclone.chkimg").run("-s", image, "-L", log);
        String info = tool("partclone.info").run("-s", image, "-L", log);
        tool("partclone.restore").run("-C", "-s", image, "-W", "-o", restored, "-L", log);
        try (RandomAccessFile whole = new RandomAccessFile(restored.toFile(), "rw")) {
            // Partclone ends the file behind the filesystem.
            whole.setLength(bytes);
        }

        assertThat(info).contains("image format:    0002").contains(shape.filesystem());
        sameUsedBlocks(volume, new Volume(restored), shape);
        String[] words = checker.split(" ");
        OutsideTool.Outcome checked = tool(words[0]).attempt(words[1], restored);
        assertThat(checked.exitCode()).as(checked.output()).isZero();
        if (maker.startsWith("mkntfs")) {
            assertThat(new Volume(restored).bytes(bytes - 512, 512)).isEqualTo(volume.bytes(0, 512));
        }
    }

    private static PartcloneShape write(Volume volume, Path image) throws IOException {
        try (BlockSource source = volume.open();
                OutputStream out = Files.newOutputStream(image)) {
            Allocation allocation = Allocations.of(source).orElseThrow();
            FilesystemSignature signature = FilesystemSignature.of(source).orElseThrow();
            PartcloneShape shape =
                    PartcloneShape.of(source, signature, allocation).orElseThrow();
            new PartcloneWriter(source, shape).writeTo(out, bytes -> {});
            return shape;
        }
    }

    private static void sameUsedBlocks(Volume one, Volume other, PartcloneShape shape) throws IOException {
        try (BlockSource source = one.open();
                BlockSource copy = other.open()) {
            for (Extent run : Allocations.of(source)
                    .orElseThrow()
                    .map()
                    .orElseThrow()
                    .used(0, shape.blocks() * shape.blockBytes())) {
                for (long at = run.offset(); !run.isZero() && at < run.end(); at += 1 << 20) {
                    ByteBuffer wanted = ByteBuffer.allocate((int) Math.min(1 << 20, run.end() - at));
                    ByteBuffer found = ByteBuffer.allocate(wanted.capacity());
                    source.read(at, wanted);
                    copy.read(at, found);
                    assertThat(found.array()).as("at 0x%x", at).isEqualTo(wanted.array());
                }
            }
        }
    }

    private static OutsideTool tool(String name) {
        OutsideTool tool = OutsideTool.named(name);
        assumeTrue(tool.isInstalled(), name + " is not installed: what it makes of our images is not checked");
        return tool;
    }
}
