package org.p2vworkbench.converter.convert;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.convert.Converted.QEMU_IMG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.fixtures.OutsideTool;

/** Every variant that QEMU writes becomes a machine whose disk is what QEMU reads in the source. */
@Tag("slow")
final class QemuVariantsTest {

    private static final int BYTES = (5 << 20) + 3 * 512;

    @TempDir
    private Path folder;

    private Path raw;

    /** Noise, zeros and text that compresses, and an end that fills no cluster. */
    @BeforeEach
    void makeDisk() throws IOException {
        assumeTrue(QEMU_IMG.isInstalled(), "SKIPPED: qemu-img is not installed");
        byte[] content = new byte[BYTES];
        new Random(8).nextBytes(content);
        Arrays.fill(content, 200_000, 1_900_000, (byte) 0);
        Arrays.fill(content, 2_500_000, 3_300_000, (byte) 'x');
        raw = Files.write(folder.resolve("disk.raw"), content);
    }

    @Test
    void rawDisk() throws Exception {
        Converted.from(raw, store()).isWhatQemuReads(raw, "raw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-o compat=0.10",
                "-o compat=1.1",
                "-c",
                "-c -o compression_type=zstd",
                "-o cluster_size=512",
                "-o cluster_size=2M",
                "-c -o cluster_size=2M,compression_type=zstd",
                "-o extended_l2=on,cluster_size=128k",
                "-o lazy_refcounts=on",
                "-o refcount_bits=1",
                "-o preallocation=full",
            })
    void qcow2(String options) throws Exception {
        converts("qcow2", options);
    }

    @Test
    void qcow2WithExternalDataFile() throws Exception {
        converts("qcow2", "-o data_file=" + folder.resolve("image.data"));
    }

    @Test
    void qcow2OverOthers() throws Exception {
        Path middle = folder.resolve("middle.qcow2");
        Path top = folder.resolve("top.qcow2");
        QEMU_IMG.run("create", "-q", "-f", "qcow2", "-F", "raw", "-b", "disk.raw", middle);
        write(middle, "write -P 1 130k 70k", "write -z 1M 128k");
        QEMU_IMG.run("create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", "middle.qcow2", top, "6M");
        write(top, "write -P 3 198k 1k", "write -P 4 5500k 512");

        Converted.from(top, store()).isWhatQemuReads(top, "qcow2");
    }

    @Test
    void qcow2WithSnapshotsIsItsActiveState() throws Exception {
        Path image = made("qcow2", "");
        QEMU_IMG.run("snapshot", "-c", "before", image);
        write(image, "write -P 9 0 300k");

        Converted.from(image, store()).isWhatQemuReads(image, "qcow2");
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
    void vmdk(String subformat) throws Exception {
        converts("vmdk", "-o subformat=" + subformat);
    }

    @Test
    void vmdkSnapshot() throws Exception {
        made("vmdk", "");
        Path delta = folder.resolve("delta.vmdk");
        QEMU_IMG.run("create", "-q", "-f", "vmdk", "-F", "vmdk", "-b", folder.resolve("image.vmdk"), delta);
        write(delta, "write -P 7 100k 70k");

        Converted.from(delta, store()).isWhatQemuReads(delta, "vmdk");
    }

    @ParameterizedTest
    @CsvSource({
        "vpc, subformat=dynamic",
        "vpc, subformat=fixed",
        "vpc, 'subformat=dynamic,force_size=on'",
        "vpc, 'subformat=fixed,force_size=on'",
        "vhdx, subformat=dynamic",
        "vhdx, subformat=fixed",
        "vhdx, 'subformat=dynamic,block_size=32M'",
        "vdi, static=off",
        "vdi, static=on",
    })
    void otherHypervisors(String format, String options) throws Exception {
        converts(format, "-o " + options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qed", "parallels", "qcow"})
    void formatsLeftToQemu(String format) throws Exception {
        assumeTrue(OutsideTool.named("qemu-nbd").isInstalled(), "SKIPPED: qemu-nbd is not installed");
        converts(format, "");
    }

    private void converts(String format, String options) throws Exception {
        Path image = made(format, options);

        Converted.from(image, store()).isWhatQemuReads(image, format);
    }

    private Path made(String format, String options) {
        Path image = folder.resolve("image." + format);
        List<Object> arguments = new ArrayList<>(List.of("convert", "-f", "raw", "-O", format));
        arguments.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
        arguments.addAll(List.of(raw, image));
        QEMU_IMG.run(arguments.toArray());
        return image;
    }

    private static void write(Path image, String... commands) {
        OutsideTool qemuIo = OutsideTool.named("qemu-io");
        assumeTrue(qemuIo.isInstalled(), "SKIPPED: qemu-io is not installed");
        List<Object> arguments = new ArrayList<>();
        for (String command : commands) {
            arguments.addAll(List.of("-c", command));
        }
        arguments.add(image);
        qemuIo.run(arguments.toArray());
    }

    private Path store() {
        return folder.resolve("store");
    }
}
