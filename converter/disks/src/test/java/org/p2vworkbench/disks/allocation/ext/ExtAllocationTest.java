package org.p2vworkbench.disks.allocation.ext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.Volume;
import org.p2vworkbench.fixtures.OutsideTool;

/** Bitmaps of filesystems that mke2fs made, with files that came and went, against partclone, e2fsck and debugfs. */
final class ExtAllocationTest {

    @TempDir
    Path folder;

    static Stream<String> shapes() {
        return Stream.of(
                "-t ext2 -b 1024",
                "-t ext2 -b 4096 -r 0",
                "-t ext3 -b 1024 -O ^resize_inode",
                "-t ext3 -b 2048 -g 1024",
                "-t ext4 -b 1024",
                "-t ext4 -b 4096 -O ^flex_bg",
                "-t ext4 -b 1024 -O ^64bit,^metadata_csum,uninit_bg",
                "-t ext4 -b 1024 -O ^64bit,^metadata_csum,uninit_bg,^flex_bg",
                "-t ext4 -b 1024 -O meta_bg,^resize_inode -g 2048",
                "-t ext4 -b 1024 -O meta_bg,^resize_inode,^flex_bg -g 256",
                "-t ext4 -b 1024 -O sparse_super2,^resize_inode -g 1024",
                "-t ext4 -b 4096 -G 4 -g 512",
                "-t ext4 -b 65536 -F",
                "-t ext4 -b 1024 -O metadata_csum_seed -g 1024",
                "-t ext4 -b 1024 -O inline_data,quota,project -I 256");
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("shapes")
    void everyBlockIsAsPartcloneHasIt(String shape) throws IOException {
        Volume volume = aged(shape);

        volume.agreesWithPartclone("extfs");
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("shapes")
    void filesystemIsWholeWithoutItsUnusedBlocks(String shape) throws IOException {
        Volume volume = aged(shape);

        Volume copy = volume.copiedUsedOnly();

        OutsideTool.named("e2fsck").run("-f", "-n", copy.file());
        assertThat(tree(copy)).isEqualTo(tree(volume)).hasSizeGreaterThan(100_000);
    }

    /** partclone 0.3.23 takes clusters for blocks and gives up; e2fsck is the judge. */
    @ParameterizedTest
    @MethodSource("clusters")
    void clustersAreCountedInBlocks(String shape) throws IOException {
        Volume volume = aged(shape);

        Allocation allocation = volume.allocation();
        Volume copy = volume.copiedUsedOnly();

        assertThat(allocation.blocks() - allocation.usedBlocks()).isEqualTo(freeBlocks(volume));
        OutsideTool.named("e2fsck").run("-f", "-n", copy.file());
        assertThat(tree(copy)).isEqualTo(tree(volume)).hasSizeGreaterThan(100_000);
    }

    static Stream<String> clusters() {
        return Stream.of("-t ext4 -b 1024 -O bigalloc -C 16384", "-t ext4 -b 4096 -O bigalloc -C 65536");
    }

    @Test
    void agedExt4IsCopiedAsPartcloneCopiesIt() throws IOException {
        Volume volume = aged("-t ext4 -b 1024 -g 1024");

        volume.agreesWithPartclone("extfs");
        assertThat(tree(volume.copiedUsedOnly())).isEqualTo(tree(volume)).hasSizeGreaterThan(100_000);
    }

    @Test
    void mountedFilesystemIsCopiedWhole() throws IOException {
        Volume volume = aged("-t ext2 -b 1024").patched(1024 + 58, 0, 0);

        Allocation allocation = volume.allocation();

        assertThat(allocation.map()).isEmpty();
        assertThat(allocation.clean()).contains(false);
        assertThat(allocation.wholeBecause()).contains("not unmounted cleanly");
    }

    @Test
    void recordedErrorsAreAReason() throws IOException {
        Volume volume = aged("-t ext2 -b 1024").patched(1024 + 58, 3, 0);

        assertThat(volume.allocation().wholeBecause()).contains("recorded errors");
    }

    @Test
    void journalToReplayIsAReason() throws IOException {
        Volume volume = aged("-t ext4 -b 1024");
        OutsideTool.named("debugfs").run("-w", "-R", "feature needs_recovery", volume.file());

        assertThat(volume.allocation().wholeBecause()).contains("journal must be replayed");
        assertThat(volume.allocation().usedBlocks()).isPositive();
    }

    @Test
    void externalJournalIsCopiedWhole() throws IOException {
        Volume volume = Volume.made(folder.resolve("journal"), 8 << 20, "mke2fs", "-q", "-F", "-O", "journal_dev");

        assertThat(volume.allocation().type()).isEqualTo("jbd");
        assertThat(volume.allocation().wholeBecause()).contains("jbd is copied whole");
    }

    @Test
    void flippedBitInABitmapIsNotBelieved() throws IOException {
        for (String shape : new String[] {"-t ext4 -b 1024", "-t ext2 -b 1024"}) {
            Volume volume = aged(shape);
            long bitmap = groupZeroBitmap(volume) * 1024 + 500;
            volume.patched(bitmap, volume.bytes(bitmap, 1)[0] ^ 0x10);

            Allocation allocation = volume.allocation();

            assertThat(allocation.map()).as(shape).isEmpty();
            assertThat(allocation.clean()).isEmpty();
            assertThat(allocation.wholeBecause()).contains("bitmap");
        }
    }

    @Test
    void flippedBitInADescriptorOrSuperblockIsNotBelieved() throws IOException {
        Volume volume = aged("-t ext4 -b 1024");
        byte[] free = volume.bytes(2048 + 12, 1);

        assertThat(volume.patched(2048 + 12, free[0] ^ 1).allocation().wholeBecause())
                .contains("descriptor of group 0");
        volume.patched(2048 + 12, free[0]);
        assertThat(volume.allocation().map()).isPresent();
        assertThat(volume.patched(1024 + 0x64, 0xff).allocation().wholeBecause())
                .contains("features");
        assertThat(aged("-t ext4 -b 1024").patched(1024 + 12, 1).allocation().wholeBecause())
                .contains("superblock's checksum");
    }

    @Test
    void volumeCutShortIsCopiedWhole() throws IOException {
        Volume volume = aged("-t ext4 -b 1024");
        try (var file = new java.io.RandomAccessFile(volume.file().toFile(), "rw")) {
            file.setLength(file.length() - 1024);
        }

        assertThat(volume.allocation().wholeBecause()).contains("24576 blocks of 1024 bytes on a volume of");
    }

    /** Files of many sizes, every third of which is deleted again, which leaves holes of all sizes. */
    private Volume aged(String shape) throws IOException {
        assumeTrue(OutsideTool.named("debugfs").isInstalled(), "debugfs is not installed: ext is not checked");
        Path files = folder.resolve("files");
        Files.createDirectories(files.resolve("sub"));
        Random random = new Random(3);
        StringBuilder deleted = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            byte[] content = new byte[random.nextInt(i % 10 == 0 ? 300_000 : 6_000)];
            random.nextBytes(content);
            Files.write(files.resolve("sub/file" + i), content);
            deleted.append(i % 3 == 0 ? "rm /sub/file" + i + "\n" : "");
        }
        boolean big = shape.contains("65536");
        String[] options = ("mke2fs -q -F -m 0 -d " + files + " " + shape).split(" ");
        Volume volume = Volume.made(folder.resolve("ext"), big ? 100 << 20 : 24 << 20, options);
        Path commands = Files.writeString(folder.resolve("commands"), deleted);
        OutsideTool.named("debugfs").run("-w", "-f", commands, volume.file());
        // debugfs leaves the counts of groups without checksums as they were before it freed blocks: none to repair.
        OutsideTool.named("e2fsck").attempt("-f", "-y", volume.file());
        return volume;
    }

    /** All files as one text: names and content. */
    private String tree(Volume volume) throws IOException {
        Path out = Files.createTempDirectory(folder, "tree");
        OutsideTool.named("debugfs").run("-R", "rdump / " + out, volume.file());
        StringBuilder tree = new StringBuilder();
        try (Stream<Path> found = Files.walk(out).sorted()) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                tree.append(out.relativize(file))
                        .append(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return tree.toString();
    }

    private static long freeBlocks(Volume volume) {
        return number(OutsideTool.named("dumpe2fs").run("-h", volume.file()), "Free blocks: +(\\d+)");
    }

    private static long groupZeroBitmap(Volume volume) {
        return number(OutsideTool.named("dumpe2fs").run(volume.file()), "Block bitmap at (\\d+)");
    }

    private static long number(String text, String pattern) {
        var found = java.util.regex.Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return Long.parseLong(found.group(1));
    }
}
