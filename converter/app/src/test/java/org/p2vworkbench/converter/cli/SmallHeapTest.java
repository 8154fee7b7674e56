package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.fixtures.OutsideTool;

/** A heap of 64 MiB is enough for any disk, and a huge empty one takes seconds. */
@Tag("slow")
class SmallHeapTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");
    private static final String HEAP = "64m";
    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"raw", "qcow2", "vmdk", "vhdx", "vdi"})
    void sixteenTebibytesOfNearlyNothing(String format) throws Exception {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img (package qemu-utils) makes the images and is not installed");
        Path image = folder.resolve("huge." + format);
        // qemu-img makes vmdk up to 2 TiB for a sparse extent, and ext4 holds files of a little less than 16 TiB.
        String size = format.equals("raw") ? "15T" : "16T";
        OutsideTool.Outcome made = QEMU_IMG.attempt("create", "-q", "-f", format, image, size);
        assumeTrue(made.exitCode() == 0, format + " of " + size + " cannot be made here: " + made.output());
        long begun = System.nanoTime();

        Program.Ended ended = Program.run(folder, HEAP, "convert", image, "-o", folder.resolve("kvm"), "--verify");

        assertThat(ended.status()).as(ended.story()).isZero();
        assertThat((System.nanoTime() - begun) / 1_000_000_000L).isLessThan(20);
        Path base = folder.resolve("kvm/huge/disks/huge.base.qcow2");
        assertThat(Files.size(base)).isLessThan(4L * MIB);
        QEMU_IMG.run("check", base);
        assertThat(QEMU_IMG.run("info", base)).contains(size.replace("T", " TiB"));
    }

    @Test
    void gibibyteOfDataCompressed() throws Exception {
        Path image = folder.resolve("data.raw");
        data(image);

        for (String compression : new String[] {"zlib", "zstd"}) {
            Path store = folder.resolve(compression);
            Program.Ended ended = Program.run(
                    folder,
                    HEAP,
                    "convert",
                    image,
                    "-o",
                    store,
                    "--compress",
                    compression,
                    "--threads",
                    "4",
                    "--verify");

            assertThat(ended.status()).as(ended.story()).isZero();
        }
    }

    private static void data(Path image) throws IOException {
        Random random = new Random(5);
        try (FileChannel out = FileChannel.open(image, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] block = new byte[MIB];
            for (int i = 0; i < 1024; i++) {
                if (i % 8 == 0) {
                    random.nextBytes(block);
                    for (int at = 0; at < block.length; at += 2) {
                        block[at] = 'e';
                    }
                }
                out.write(ByteBuffer.wrap(block), (long) i * MIB);
            }
        }
    }
}
