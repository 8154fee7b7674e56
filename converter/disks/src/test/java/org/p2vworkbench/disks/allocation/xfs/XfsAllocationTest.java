package org.p2vworkbench.disks.allocation.xfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.Volume;
import org.p2vworkbench.fixtures.OutsideTool;

/** Volumes that mkfs.xfs made and filled from a prototype file, against partclone, xfs_repair and xfs_db. */
final class XfsAllocationTest {

    /** The least that mkfs.xfs makes. */
    private static final long BYTES = 300 << 20;

    @TempDir
    Path folder;

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-m crc=1",
                "-m crc=0",
                "-m crc=0 -b size=512 -l version=1",
                "-m crc=0 -l lazy-count=0",
                "-b size=1024 -d agcount=3",
                "-b size=65536",
                "-m rmapbt=1,reflink=1,inobtcount=1,bigtime=1",
                "-s size=4096",
                "-d agsize=80m -l su=32k,version=2",
                "-i sparse=0 -m finobt=0,reflink=0"
            })
    void everyBlockIsAsPartcloneHasIt(String shape) throws IOException {
        Volume volume = filled(shape);

        volume.agreesWithPartclone("xfs");

        Volume copy = volume.copiedUsedOnly();
        OutsideTool.named("xfs_repair").run("-n", copy.file());
        assertThat(OutsideTool.named("xfs_db").run("-r", "-c", "freesp -d", copy.file()))
                .isEqualTo(OutsideTool.named("xfs_db").run("-r", "-c", "freesp -d", volume.file()));
    }

    @Test
    void filledVolumeIsWholeWithoutItsUnusedBlocks() throws IOException {
        Volume volume = filled("-m crc=1");

        Allocation allocation = volume.allocation();
        Volume copy = volume.copiedUsedOnly();

        assertThat(allocation.clean()).contains(true);
        assertThat(allocation.blocks() - allocation.usedBlocks()).isEqualTo(number(volume, "sb 0", "fdblocks"));
        OutsideTool.named("xfs_repair").run("-n", copy.file());
    }

    @Test
    void logThatWentRoundAndWasClosedIsClean() throws IOException {
        Volume volume = filled("-m crc=1");
        OutsideTool.named("xfs_db").run("-x", "-c", "logformat -c 5", volume.file());

        assertThat(volume.allocation().wholeBecause()).isEmpty();
    }

    @Test
    void logThatDoesNotEndWithAnUnmountIsAReason() throws IOException {
        Volume volume = filled("-m crc=1");
        long log = logAt(volume);
        assertThat(ByteBuffer.wrap(volume.bytes(log, 4)).getInt()).isEqualTo(0xfeedbabe);
        byte flags = volume.bytes(log + 512 + 9, 1)[0];

        assertUnclean(volume.patched(log + 512 + 9, 0), "log must be replayed");
        volume.patched(log + 512 + 9, flags);
        assertThat(volume.allocation().map()).isPresent();
        assertUnclean(volume.patched(log + 1024, 0, 0, 0, 1), "log must be replayed");
        volume.patched(log + 1024, 0, 0, 0, 0);
        assertUnclean(volume.patched(log + 40, 0, 0, 0, 2), "log must be replayed");
        volume.patched(log + 40, 0, 0, 0, 1);
        assertUnclean(volume.patched(log, 0, 0, 0, 1), "log must be replayed");
    }

    @Test
    void volumeWithPartsElsewhereIsCopiedWhole() throws IOException {
        Path log = Volume.made(folder.resolve("log"), 80 << 20, "touch").file();
        Volume external = filled("-l logdev=" + log + "");
        assertThat(external.allocation().wholeBecause()).contains("log on another device");

        Path realtime = Volume.made(folder.resolve("rt"), 64 << 20, "touch").file();
        Volume split = filled("-r rtdev=" + realtime);
        assertThat(split.allocation().wholeBecause()).contains("real-time device");
    }

    @Test
    void flippedBitsAreNotBelieved() throws IOException {
        Volume volume = filled("-m crc=1");
        long root = number(volume, "agf 1", "bnoroot") * 4096 + number(volume, "sb 0", "agblocks") * 4096;

        assertDamaged(volume, 512 + 52 + 3, "the checksum is");
        assertDamaged(volume, root + 60 + 3, "the checksum is");
        assertDamaged(volume, 512 * 3 + 100, "the checksum is");
        assertDamaged(volume, 147, "the checksum is");
    }

    @Test
    void countsThatDisagreeAreNotBelievedWithoutChecksums() throws IOException {
        Volume volume = filled("-m crc=0");
        long root = number(volume, "agf 0", "bnoroot") * 4096;

        assertDamaged(volume, 512 + 52 + 3, "free blocks by its header");
        assertDamaged(volume, root, "no block of a free space tree");
        assertDamaged(volume, root + 4, "level");
        assertDamaged(volume, root + 6, "entries where");
        assertDamaged(volume, root + 16, "a free run of");
        assertDamaged(volume, 512 + 16, "levels at block");
        assertDamaged(volume, 512 + 40, "in the free list");
    }

    private static void assertDamaged(Volume volume, long at, String reason) throws IOException {
        byte before = volume.bytes(at, 1)[0];

        Allocation allocation = volume.patched(at, before ^ 0x40).allocation();

        assertThat(allocation.map()).isEmpty();
        assertThat(allocation.clean()).isEmpty();
        assertThat(allocation.wholeBecause()).contains(reason);
        assertThat(volume.patched(at, before).allocation().map()).isPresent();
    }

    private static void assertUnclean(Volume volume, String reason) throws IOException {
        Allocation allocation = volume.allocation();
        assertThat(allocation.map()).isEmpty();
        assertThat(allocation.clean()).contains(false);
        assertThat(allocation.wholeBecause()).contains(reason);
        assertThat(allocation.usedBlocks()).isLessThan(allocation.blocks());
    }

    private static long number(Volume volume, String structure, String field) {
        String printed = OutsideTool.named("xfs_db").run("-r", "-c", structure, "-c", "print " + field, volume.file());
        return Long.parseLong(printed.substring(printed.lastIndexOf('=') + 1).strip());
    }

    private static long logAt(Volume volume) {
        long start = number(volume, "sb 0", "logstart");
        long shift = number(volume, "sb 0", "agblklog");
        return ((start >> shift) * number(volume, "sb 0", "agblocks") + (start & (1L << shift) - 1)) * 4096;
    }

    /** A folder of files, a link and a device, as a prototype has them. */
    private Volume filled(String shape) throws IOException {
        assumeTrue(OutsideTool.named("mkfs.xfs").isInstalled(), "xfsprogs is not installed: XFS is not checked");
        Random random = new Random(4);
        StringBuilder prototype = new StringBuilder("/\n0 0\nd--755 0 0\nsub d--755 0 0\n");
        for (int i = 0; i < 40; i++) {
            byte[] content = new byte[random.nextInt(i % 8 == 0 ? 400_000 : 9_000)];
            random.nextBytes(content);
            Path file = Files.write(folder.resolve("content" + i), content);
            prototype.append("file%d ---644 0 0 %s%n".formatted(i, file));
        }
        prototype.append("$\n$\n");
        Path proto = Files.writeString(folder.resolve("proto"), prototype);
        String[] options = ("mkfs.xfs -q -f -p " + proto + " " + shape).split(" ");
        return Volume.made(
                folder.resolve("xfs"),
                shape.contains("65536") ? 700 << 20 : shape.contains("=3") || shape.contains("80m") ? 2 * BYTES : BYTES,
                options);
    }
}
