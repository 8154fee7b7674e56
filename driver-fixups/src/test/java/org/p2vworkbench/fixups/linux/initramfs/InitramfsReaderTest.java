package org.p2vworkbench.fixups.linux.initramfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.fixups.guest.Content;

class InitramfsReaderTest {

    @TempDir
    Path scratch;

    private ImageTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new ImageTree(Files.createDirectory(scratch.resolve("tree")))
                .with("usr/lib/modules/6.1.0/kernel/drivers/scsi/sd_mod.ko", "a module")
                .with("conf/modules", "megaraid_sas\n")
                .with("init", "#!/bin/sh\n")
                .link("lib", "usr/lib");
    }

    /** With an uncompressed archive before it, as microcode is, and another one behind it. */
    @ParameterizedTest
    @CsvSource({
        "cat,",
        "gzip -9 -n, GZIP",
        "xz --check=crc32, XZ",
        "xz --check=crc32 --lzma2=dict=64MiB, XZ",
        "zstd -q -19, ZSTD",
        "zstd -q -1 --no-check, ZSTD",
        "lz4 -l -9, LZ4",
        "lzma, LZMA",
        "bzip2, BZIP2"
    })
    void archivesAreReadOneAfterTheOther(String compressor, Compression compression) throws IOException {
        Path microcode = Files.createDirectory(scratch.resolve("microcode"));
        Path image = new ImageTree(microcode)
                .with("kernel/x86/microcode/GenuineIntel.bin", "x".repeat(5000))
                .image(scratch.resolve("image"), "cat");
        tree.image(image, compressor);

        Initramfs read = InitramfsReader.read(Content.of(image));

        assertThat(read.files())
                .containsKeys(
                        "kernel/x86/microcode/GenuineIntel.bin",
                        "usr/lib/modules/6.1.0/kernel/drivers/scsi/sd_mod.ko",
                        "init");
        assertThat(read.text("conf/modules")).contains("megaraid_sas\n");
        assertThat(read.resolve("lib/modules/6.1.0/modules.dep")).contains("usr/lib/modules/6.1.0/modules.dep");
        assertThat(read.last()).isEqualTo(Optional.ofNullable(compression));
    }

    @ParameterizedTest
    @CsvSource({"gzip -n", "xz --check=crc32", "zstd -q", "lzma", "bzip2", "cat"})
    void whatIsBehindAStreamIsReadToo(String compressor) throws IOException {
        Path image = tree.image(scratch.resolve("image"), compressor);
        byte[] first = Files.readAllBytes(image);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        out.write(new byte[CpioEntry.padding(first.length)]);
        CpioWriter writer = new CpioWriter(out);
        writer.file("conf/modules", 0600, "virtio_blk\n".getBytes(StandardCharsets.US_ASCII));
        writer.finish();

        Initramfs read = InitramfsReader.read(Content.of(out.toByteArray()));

        assertThat(read.text("conf/modules")).contains("virtio_blk\n");
        assertThat(read.files().get("conf/modules").mode()).isEqualTo(0100600);
        assertThat(read.last()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gzip -n", "xz --check=crc32", "zstd -q", "lz4 -l", "lzma", "bzip2", "cat"})
    void imageThatIsCutOffIsRefused(String compressor) throws IOException {
        byte[] whole = Files.readAllBytes(tree.image(scratch.resolve("image"), compressor));
        // cpio fills up to a block of 512 bytes, so the last that matter are earlier.
        int end = compressor.equals("cat") ? whole.length - 512 : whole.length - 1;

        assertThatThrownBy(() -> InitramfsReader.read(Content.of(Arrays.copyOf(whole, end))))
                .isInstanceOf(InitramfsFormatException.class);
    }

    @Test
    void otherBytesAreRefusedWithWhereAndWhat() {
        byte[] bytes = new byte[100];
        bytes[8] = 0x53;
        bytes[9] = (byte) 0xef;

        assertThatThrownBy(() -> InitramfsReader.read(Content.of(bytes)))
                .hasMessage("at 0x8: neither a cpio archive nor compressed in a known way, begins with 53 ef");
    }

    @Test
    void nameOfFourGigabytesIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(tree.image(scratch.resolve("image"), "cat"));
        System.arraycopy("ffffffff".getBytes(StandardCharsets.US_ASCII), 0, whole, 94, 8);

        assertThatThrownBy(() -> InitramfsReader.read(Content.of(whole)))
                .hasMessage("at 0x0: a name of 4294967295 bytes, the longest has 4096");
    }

    @Test
    void linksInACircleLeadNowhere() throws IOException {
        Path folder = Files.createDirectory(scratch.resolve("circle"));
        Path image = new ImageTree(folder).link("lib", "usr").link("usr", "lib").image(scratch.resolve("image"), "cat");

        assertThat(InitramfsReader.read(Content.of(image)).resolve("lib/modules"))
                .isEmpty();
    }
}
