package org.p2vworkbench.converter.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.ReferenceData;

final class ForeignFormatTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsQemu() {
        assumeTrue(
                QEMU_IMG.isInstalled() && OutsideProgram.QEMU_NBD.location().isPresent(),
                "SKIPPED: qemu-img and qemu-nbd are not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qed", "qcow", "parallels"})
    void readsAsTheDiskItWasMadeFrom(String format) throws IOException {
        byte[] content = new byte[3 << 20];
        new Random(3).nextBytes(content);
        Arrays.fill(content, 1 << 20, 2 << 20, (byte) 0);
        Path raw = Files.write(folder.resolve("disk.raw"), content);
        Path image = folder.resolve("disk, 1.bin");
        QEMU_IMG.run("convert", "-f", "raw", "-O", format, raw, image);

        try (DiskImage disk = opened(image)) {
            assertThat(disk.format()).isEqualTo(format + " through qemu");
            assertThat(content(disk)).isEqualTo(content);
            assertThat(disk.extents(0, disk.size()).dataBytes()).isLessThan(disk.size());
        }
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void cloopIsRead() throws IOException {
        byte[] content = new byte[200_000 / 512 * 512];
        new Random(4).nextBytes(content);
        Path image = Files.write(folder.resolve("knoppix"), cloop(content, 65_536));

        try (DiskImage disk = opened(image)) {
            assertThat(Arrays.copyOf(content(disk), content.length)).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "qemu-parallels-v1, parallels through qemu, 2097152",
        "qemu-empty.bochs, bochs through qemu, 1032192",
    })
    void imagesMadeByOthersAreRead(String name, String format, long size) throws IOException {
        Optional<Path> data = ReferenceData.folder();
        assumeTrue(data.isPresent(), "SKIPPED: no reference data beside this checkout");
        Path image = folder.resolve(name);
        try (InputStream packed = Files.newInputStream(data.get().resolve("images/other/" + name + ".bz2"))) {
            Files.copy(new BZip2CompressorInputStream(packed), image);
        }
        Path truth = folder.resolve("truth.raw");
        QEMU_IMG.run("convert", "-O", "raw", image, truth);

        try (DiskImage disk = opened(image)) {
            assertThat(disk.format()).isEqualTo(format);
            assertThat(disk.size()).isEqualTo(size);
            assertThat(content(disk)).isEqualTo(Files.readAllBytes(truth));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r--r--"})
    void imageIsReadWhoeverOwnsIt(String permissions) throws IOException {
        Path image = folder.resolve("disk.qed");
        QEMU_IMG.run("create", "-f", "qed", image, "1M");
        Files.setPosixFilePermissions(image, PosixFilePermissions.fromString(permissions));

        try (DiskImage disk = opened(image)) {
            assertThat(disk.size()).isEqualTo(1 << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"qed", "qcow"})
    void layerOverAnotherImageIsRefused(String format) {
        Path base = folder.resolve("base.img");
        QEMU_IMG.run("create", "-f", format, base, "1M");
        Path layer = folder.resolve("layer.img");
        QEMU_IMG.run("create", "-f", format, "-b", base, "-F", format, layer);

        assertThatThrownBy(() -> opened(layer))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("layer.img @ 0x")
                .hasMessageContaining("a layer over another one");
    }

    @ParameterizedTest
    @CsvSource({
        "qed, 51454400",
        "parallels, 576974686f7574467265655370616365",
        "bochs, 426f636873205669727475616c20484420496d61676500"
    })
    void rubbishUnderASignatureIsRefusedInQemusWords(String format, String signature) throws IOException {
        byte[] rubbish = Arrays.copyOf(HexFormat.of().parseHex(signature), 4096);
        Path image = Files.write(folder.resolve("rubbish"), rubbish);

        assertThatThrownBy(() -> opened(image))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("qemu cannot read it as " + format + ": ")
                .hasMessageContaining("qemu-nbd: ");
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void trailerMakesADmg() throws IOException {
        byte[] bytes = new byte[4096];
        ByteBuffer.wrap(bytes)
                .position(4096 - 512)
                .put("koly".getBytes(StandardCharsets.US_ASCII))
                .putInt(4)
                .putInt(512);

        assertThat(ForeignFormat.andOwn()
                        .detect(new MemorySource("x.dmg", bytes))
                        .name())
                .isEqualTo("dmg");
        assertThat(ForeignFormat.andOwn()
                        .detect(new MemorySource("x", new byte[4096]))
                        .name())
                .isEqualTo("raw");
        assertThat(ForeignFormat.andOwn()
                        .detect(new MemorySource("x", new byte[0]))
                        .name())
                .isEqualTo("raw");
    }

    @Test
    void serverGoesWhenThisProgramIsKilled() throws Exception {
        Path image = folder.resolve("disk.qed");
        QEMU_IMG.run("create", "-f", "qed", image, "1M");
        Process victim = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWhileReading.class.getName(),
                        image.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(victim.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        victim.waitFor();
        long server = Long.parseLong(said.strip());

        long deadline = System.nanoTime() + 5_000_000_000L;
        while (isRunning(server) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(isRunning(server)).isFalse();
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Opens an image, prints its server's process id, and dies without closing anything. */
    static final class KilledWhileReading {

        private KilledWhileReading() {}

        public static void main(String[] arguments) throws IOException {
            DiskImage disk = opened(Path.of(arguments[0]));
            disk.read(0, ByteBuffer.allocate(512));
            ProcessHandle.current().children().forEach(child -> System.out.println(child.pid()));
            System.out.flush();
            Runtime.getRuntime().halt(9);
        }
    }

    private static DiskImage opened(Path image) throws IOException {
        return ForeignFormat.andOwn().open(FolderSiblings.named(image, false, HoleMap.UNKNOWN), Optional.empty());
    }

    private static byte[] content(DiskImage disk) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) disk.size());
        disk.read(0, all);
        return all.array();
    }

    private static java.util.List<ProcessHandle> leftOver() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    /** cloop 2.0: the script, block size, count, offsets, zlib blocks. */
    private static byte[] cloop(byte[] content, int blockBytes) throws IOException {
        int count = (content.length + blockBytes - 1) / blockBytes;
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(head);
        String script = "#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1\n";
        out.write(Arrays.copyOf(script.getBytes(StandardCharsets.US_ASCII), 128));
        out.writeInt(blockBytes);
        out.writeInt(count);
        long first = 136 + 8L * (count + 1);
        for (int i = 0; i < count; i++) {
            out.writeLong(first + blocks.size());
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(blocks)) {
                deflater.write(Arrays.copyOfRange(content, i * blockBytes, (i + 1) * blockBytes));
            }
        }
        out.writeLong(first + blocks.size());
        blocks.writeTo(out);
        return head.toByteArray();
    }
}
