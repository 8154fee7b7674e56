package org.p2vworkbench.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.convert.Converted.QEMU_IMG;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.converter.failure.ExitCode;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.ReferenceData;

/** Every image among the reference data becomes a machine whose disk is what QEMU reads in it. */
@Tag("slow")
final class ReferenceImagesTest {

    private static final String REFUSED = "vmdk/vmdk-invalid.img";

    private static final Map<String, String> QEMU_FORMATS = Map.of(
            "qcow2", "qcow2",
            "raw", "raw",
            "vhd", "vpc",
            "vhdx", "vhdx",
            "vmdk", "vmdk",
            "other/qemu-empty.bochs.bz2", "bochs",
            "other/qemu-parallels-v1.bz2", "parallels");

    /** What an image needs beside it. */
    private static final Map<String, String> COMPANIONS = Map.of(
            "vhd/fat-differential.vhd.gz", "vhd/fat-parent.vhd.gz",
            "vhdx/fat-differential.vhdx.gz", "vhdx/fat-parent.vhdx.gz",
            "vmdk/flat.vmdk", "vmdk/flat-f001.vmdk",
            "vmdk/monolithicFlat.vmdk", "vmdk/monolithicFlat-flat.vmdk.gz",
            "vmdk/twoGbMaxExtentSparse.vmdk", "vmdk/twoGbMaxExtentSparse-s001.vmdk");

    private static final Set<String> EXTENTS =
            Set.of("vmdk/flat-f001.vmdk", "vmdk/monolithicFlat-flat.vmdk.gz", "vmdk/twoGbMaxExtentSparse-s001.vmdk");

    /** QEMU reads no parents of these formats; the hashes are of the child's sectors laid over the parent's by hand. */
    private static final Map<String, String> SHA256 = Map.of(
            "vhd/fat-differential.vhd.gz", "f4b61a33ee2f7e8c19f737792a4107e46340026a9a829e4169b751901cc3ef02",
            "vhdx/fat-differential.vhdx.gz", "a538161f34bc44c12bf9a542ce9218741c62728723ea18d0e4f6ea92e9f32e93");

    @TempDir
    private Path folder;

    static List<String> images() throws IOException {
        Optional<Path> images = ReferenceData.folder().map(data -> data.resolve("images"));
        if (images.isEmpty()) {
            return List.of("");
        }
        try (Stream<Path> files = Files.walk(images.get())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> images.get().relativize(file).toString())
                    .filter(name -> !name.startsWith("ova/") && !EXTENTS.contains(name) && !name.equals(REFUSED))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void imageConverts(String name) throws Exception {
        Path image = unpacked(name);
        if (COMPANIONS.containsKey(name)) {
            unpacked(COMPANIONS.get(name));
        }

        Converted converted = Converted.from(image, folder.resolve("store"));

        if (SHA256.containsKey(name)) {
            converted.isWellFormed();
            assertThat(sha256(converted.disk())).isEqualTo(SHA256.get(name));
        } else {
            String format = QEMU_FORMATS.getOrDefault(name, QEMU_FORMATS.get(name.substring(0, name.indexOf('/'))));
            converted.isWhatQemuReads(image, format);
        }
    }

    @Test
    void damagedImageIsRefusedAndLeavesNoMachine() throws Exception {
        Path store = folder.resolve("store");

        List<MachineOutcome> outcomes = Converted.outcomes(unpacked(REFUSED), store);

        assertThat(outcomes).singleElement().satisfies(outcome -> assertThat(outcome.exitCode())
                .isEqualTo(ExitCode.NOT_CONVERTIBLE));
        assertThat(store).doesNotExist();
    }

    private Path unpacked(String name) throws IOException {
        assumeTrue(
                !name.isEmpty() && ReferenceData.folder().isPresent(),
                "SKIPPED: no ../shared/data beside this checkout");
        Path packed = ReferenceData.folder().orElseThrow().resolve("images").resolve(name);
        String file = packed.getFileName().toString();
        Path plain = folder.resolve(file.replaceFirst("\\.(gz|bz2|xz|zip)$", ""));
        if (file.endsWith(".xz")) {
            OutsideTool xz = OutsideTool.named("xz");
            assumeTrue(xz.isInstalled(), "SKIPPED: xz is not installed");
            xz.run("-d", Files.copy(packed, folder.resolve(file)));
            return plain;
        }
        try (InputStream in = plain(file, new BufferedInputStream(Files.newInputStream(packed)))) {
            Files.copy(in, plain);
        }
        return plain;
    }

    private static InputStream plain(String name, InputStream packed) throws IOException {
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(packed);
        }
        if (name.endsWith(".bz2")) {
            return new BZip2CompressorInputStream(packed);
        }
        if (name.endsWith(".zip")) {
            ZipInputStream zip = new ZipInputStream(packed);
            zip.getNextEntry();
            return zip;
        }
        return packed;
    }

    private String sha256(Path qcow2) throws Exception {
        Path raw = folder.resolve("content.raw");
        QEMU_IMG.run("convert", "-f", "qcow2", "-O", "raw", qcow2, raw);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(raw)));
    }
}
