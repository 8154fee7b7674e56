package org.p2vworkbench.disks.image.vmdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.vmdk.DiskContent;

/** QEMU writes and we read; fixtures write, and both read the same. */
final class QemuCrossCheckTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsQemu() {
        assumeTrue(QEMU_IMG.isInstalled(), "SKIPPED: qemu-img is not installed (apt install qemu-utils)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "monolithicSparse",
                "monolithicFlat",
                "twoGbMaxExtentSparse",
                "twoGbMaxExtentFlat",
                "streamOptimized"
            })
    void whatQemuWritesReadsBack(String subformat) throws Exception {
        byte[] disk = DiskContent.random(9, 40_000_512, 65536).alone();
        Path raw = Files.write(folder.resolve("disk.raw"), disk);
        QEMU_IMG.run(
                "convert", "-f", "raw", "-O", "vmdk", "-o", "subformat=" + subformat, raw, folder.resolve("disk.vmdk"));

        try (DiskImage image = open("disk.vmdk")) {
            assertThat(image.format()).isEqualTo("vmdk " + subformat);
            assertThat(image.size()).isEqualTo(disk.length);
            assertThat(whole(image)).isEqualTo(disk);
        }
    }

    @Test
    void zeroedGrainsHideTheParent() throws Exception {
        Path base = folder.resolve("base.vmdk");
        Path child = folder.resolve("child.vmdk");
        OutsideTool io = OutsideTool.named("qemu-io");
        assumeTrue(io.isInstalled(), "SKIPPED: qemu-io is not installed (apt install qemu-utils)");
        QEMU_IMG.run("create", "-f", "vmdk", base, "8M");
        io.run("-f", "vmdk", "-c", "write -P 0x11 0 8M", base);
        QEMU_IMG.run("create", "-f", "vmdk", "-o", "zeroed_grain=on", "-b", base, "-F", "vmdk", child);
        io.run("-f", "vmdk", "-c", "write -P 0x22 1M 1M", "-c", "write -z 4M 1M", child);

        try (DiskImage image = open("child.vmdk")) {
            byte[] disk = whole(image);
            assertThat(disk[0]).isEqualTo((byte) 0x11);
            assertThat(disk[1 << 20]).isEqualTo((byte) 0x22);
            assertThat(disk[4 << 20]).isZero();
            assertThat(disk[5 << 20]).isEqualTo((byte) 0x11);
            assertThat(image.extents(4 << 20, 5 << 20).dataBytes()).isZero();
        }
    }

    @Test
    void aDiskOfTebibytesIsReadByItsMetadata() throws Exception {
        QEMU_IMG.run("create", "-f", "vmdk", folder.resolve("huge.vmdk"), "2T");

        try (DiskImage image = open("huge.vmdk")) {
            assertThat(image.size()).isEqualTo(2L << 40);
            assertThat(image.extents(0, image.size()).dataBytes()).isZero();
        }
    }

    @Test
    void fixturesAreWhatQemuTakesThemFor() throws Exception {
        Map<String, Supplier<MemoryFolder>> samples = Map.of(
                "sparse", Samples::monolithicSparse,
                "stream", Samples::streamOptimized,
                "cowd", Samples::vmfsSparse,
                "sesparse", Samples::seSparse,
                "snapshot", Samples::snapshot);
        for (Map.Entry<String, Supplier<MemoryFolder>> sample : samples.entrySet()) {
            Path here = Files.createDirectory(folder.resolve(sample.getKey()));
            sample.getValue().get().writeTo(here);
            QEMU_IMG.run("convert", "-f", "vmdk", "-O", "raw", here.resolve("disk.vmdk"), here.resolve("disk.raw"));

            try (DiskImage image = sample.getValue().get().image("disk.vmdk");
                    InputStream raw = Files.newInputStream(here.resolve("disk.raw"))) {
                assertThat(whole(image)).as(sample.getKey()).isEqualTo(raw.readAllBytes());
            }
        }
    }

    private DiskImage open(String name) throws IOException {
        return ImageFormats.all()
                .open(FolderSiblings.named(folder.resolve(name), false, HoleMap.UNKNOWN), Optional.empty());
    }

    private static byte[] whole(DiskImage image) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(Math.toIntExact(image.size()));
        image.read(0, into);
        return into.array();
    }
}
