package org.p2vworkbench.fixups.linux.initramfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.linux.facts.KernelConfig;

/** The judge of an image is the kernel: it finds what was put behind an image, however that is compressed. */
@Tag("full")
class KernelUnpacksTest {

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"cat", "gzip -n", "xz --check=crc32", "zstd -q", "lz4 -l -9", "lzma", "bzip2"})
    void whatIsBehindAnImageIsThere(String compressor) throws IOException {
        Path kernel = kernel().orElse(null);
        assumeTrue(kernel != null, "no kernel can be read in /boot: nothing unpacks the image");
        for (String needed : new String[] {"gcc", "qemu-system-x86_64"}) {
            assumeTrue(OutsideTool.named(needed).isInstalled(), needed + " is not installed");
        }
        ImageTree tree =
                new ImageTree(Files.createDirectory(scratch.resolve("tree"))).with("proof", "of the old image\n");
        compile(scratch.resolve("tree/init"));
        Path image = tree.image(scratch.resolve("image"), compressor);
        Content before = Content.of(image);
        DriverArchive archive = new DriverArchive(InitramfsReader.read(before));
        archive.add(Map.of("proof", "of what came behind\n".getBytes(StandardCharsets.US_ASCII)));
        archive.add(Map.of("lib/modules/filler", new byte[300_000]));
        byte[] behind = archive.bytes(before.size(), new KernelConfig(Map.of()));
        Path extended = scratch.resolve("extended");
        before.followedBy(behind).writeTo(extended);

        String said = OutsideTool.named("qemu-system-x86_64")
                .within(Duration.ofMinutes(3))
                .run(
                        "-accel",
                        "tcg",
                        "-m",
                        "256",
                        "-kernel",
                        kernel,
                        "-initrd",
                        extended,
                        "-append",
                        "console=ttyS0 quiet rdinit=/init panic=-1",
                        "-display",
                        "none",
                        "-serial",
                        "stdio",
                        "-no-reboot");

        assertThat(said).contains("of what came behind").doesNotContain("of the old image");
    }

    private static Optional<Path> kernel() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/boot"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("vmlinuz-") && Files.isReadable(file))
                    .findFirst();
        }
    }

    private void compile(Path to) throws IOException {
        Path source = scratch.resolve("init.c");
        Files.write(
                source, KernelUnpacksTest.class.getResourceAsStream("init.c").readAllBytes());
        OutsideTool.named("gcc").run("-static", "-nostdlib", "-O1", "-fno-stack-protector", "-o", to, source);
    }
}
