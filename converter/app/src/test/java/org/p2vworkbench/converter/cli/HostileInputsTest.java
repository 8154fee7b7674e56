package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.ova.OvaFixture;
import org.p2vworkbench.fixtures.OutsideTool;

/** Inputs that mean harm, through the whole program: a status of the contract, a next step, and nothing left behind. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileInputsTest {

    @TempDir
    private Path folder;

    @Test
    void descriptorReadsNothingOutsideItsFolder() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("in"));
        Files.write(folder.resolve("secret.raw"), new byte[1 << 20]);
        Files.createSymbolicLink(inside.resolve("link.raw"), folder.resolve("secret.raw"));
        Files.createDirectories(inside.resolve("dir.raw"));
        OutsideTool.named("mkfifo").run(inside.resolve("pipe.raw"));
        for (String named : List.of(
                "/dev/zero",
                "/dev/sda",
                "/etc/passwd",
                "../secret.raw",
                "..\\\\secret.raw",
                "link.raw",
                "dir.raw",
                "pipe.raw",
                folder.resolve("secret.raw").toString())) {
            for (String format : List.of("FLAT", "SPARSE", "VMFS")) {
                Path vmdk = descriptor(inside.resolve("evil.vmdk"), format, named);

                refused(typed("convert", vmdk.toString(), "-o", store()), 14);
            }
        }
    }

    @Test
    void pipesAndEndlessDevicesAreRefusedEvenWhenAllIsAllowed() throws IOException {
        OutsideTool.named("mkfifo").run(folder.resolve("pipe.raw"));
        for (String named : List.of("/dev/zero", "pipe.raw")) {
            Path vmdk = descriptor(folder.resolve("evil.vmdk"), "FLAT", named);

            refused(typed("convert", vmdk.toString(), "-o", store(), "--allow-extents-outside"), 14);
        }
        refused(typed("convert", folder.resolve("pipe.raw").toString(), "-o", store()), 10);
        refused(typed("convert", folder.resolve("pipe.raw").toString(), "-o", store(), "--input-format", "raw"), 10);
    }

    @Test
    void archiveMemberWithAWayOutIsNotWrittenThere() throws IOException {
        for (String href : List.of("../up.raw", "/tmp/p2v-evil.raw", "a/../../up.raw")) {
            Path ova = OvaFixture.withDisk(href, "ovf:compression=\"gzip\"")
                    .add(href, OvaFixture.gzip(OvaFixture.disk()))
                    .tar(folder.resolve("evil.ova"));

            TypedLine typed = typed("convert", ova.toString(), "-o", store());

            // Members are read where they lie in the archive, so such a name is only a name.
            assertThat(typed.status()).as(typed.story()).isIn(0, 14);
            assertThat(folder.resolve("up.raw")).doesNotExist();
            assertThat(Path.of("/tmp/p2v-evil.raw")).doesNotExist();
        }
    }

    @Test
    void gzipBombIsStoppedAtTheSizeOfItsDisk() throws IOException {
        Path ova = OvaFixture.withDisk("disk.raw.gz", "ovf:compression=\"gzip\"")
                .add("disk.raw.gz", OvaFixture.gzip(new byte[80 << 20]))
                .tar(folder.resolve("bomb.ova"));

        refused(typed("convert", ova.toString(), "-o", store()), 14);

        try (Stream<Path> left = Files.walk(Path.of(store()))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void chainsThatEatTheirTailsAreRefused() throws IOException {
        OutsideTool qemuImg = OutsideTool.named("qemu-img");
        assumeTrue(qemuImg.isInstalled(), "qemu-img (package qemu-utils) makes the images and is not installed");
        Path a = folder.resolve("a.qcow2");
        Path b = folder.resolve("b.qcow2");
        qemuImg.run("create", "-q", "-f", "qcow2", a, "64M");
        qemuImg.run("create", "-q", "-f", "qcow2", "-b", "a.qcow2", "-F", "qcow2", b);
        qemuImg.run("rebase", "-u", "-f", "qcow2", "-b", "b.qcow2", "-F", "qcow2", a);
        Path self = folder.resolve("self.qcow2");
        qemuImg.run("create", "-q", "-f", "qcow2", self, "64M");
        qemuImg.run("rebase", "-u", "-f", "qcow2", "-b", "self.qcow2", "-F", "qcow2", self);

        refused(typed("convert", a.toString(), "-o", store()), 14);
        refused(typed("convert", a.toString(), b.toString(), "-o", store()), 14);
        refused(typed("convert", self.toString(), "-o", store()), 14);
    }

    @Test
    void contradictionFoundInTheMiddleOfACopyEndsThatMachineOnly() throws IOException {
        OutsideTool qemuImg = OutsideTool.named("qemu-img");
        assumeTrue(qemuImg.isInstalled(), "qemu-img (package qemu-utils) makes the images and is not installed");
        byte[] noise = new byte[24 << 20];
        new java.util.Random(1).nextBytes(noise);
        Path good = Files.write(folder.resolve("good.raw"), noise);
        Path bad = folder.resolve("bad.vmdk");
        qemuImg.run("convert", "-f", "raw", "-O", "vmdk", "-o", "subformat=streamOptimized", good, bad);
        byte[] bytes = Files.readAllBytes(bad);
        for (int i = 0; i < 5000; i++) {
            bytes[bytes.length / 2 + i] ^= 0x55;
        }
        Files.write(bad, bytes);

        TypedLine typed = typed("convert", bad.toString(), good.toString(), "-o", store());

        assertThat(typed.status()).as(typed.story()).isEqualTo(14);
        assertThat(typed.story()).contains("bad.vmdk").contains("0x").contains("Next: ");
        assertThat(Path.of(store(), "good", "report.json")).exists();
        assertThat(names(Path.of(store(), "bad", "disks")))
                .containsExactlyInAnyOrder("bad.base.qcow2.part", "bad.base.qcow2.part.journal");
        assertThat(Path.of(store(), "bad", "report.json")).doesNotExist();
    }

    @Test
    void imageBeyondAnySizeIsRefusedAtOnce() throws IOException {
        // A qcow2 header with a disk of 8 EiB less 512 bytes, in clusters of 2 MiB, and no tables.
        ByteBuffer header = ByteBuffer.allocate(1 << 20).order(ByteOrder.BIG_ENDIAN);
        header.putInt(0, 0x514649fb).putInt(4, 2).putInt(20, 21).putLong(24, Long.MAX_VALUE - 511);
        header.putInt(36, 1 << 22).putLong(40, 1 << 21).putLong(48, 1 << 22).putInt(56, 1);
        Path image = Files.write(folder.resolve("huge.qcow2"), header.array());

        refused(typed("convert", image.toString(), "-o", store()), 14);
    }

    private void refused(TypedLine typed, int status) {
        assertThat(typed.status()).as(typed.story()).isEqualTo(status);
        assertThat(typed.story()).contains("Error: ").contains("Next: ").doesNotContain("Exception");
    }

    private Path descriptor(Path file, String format, String named) throws IOException {
        return Files.writeString(file, """
                # Disk DescriptorFile
                version=1
                CID=12345678
                parentCID=ffffffff
                createType="custom"
                RW 2048 %s "%s"%s
                ddb.adapterType = "ide"
                """.formatted(format, named, format.equals("FLAT") ? " 0" : ""));
    }

    private String store() {
        return folder.resolve("kvm").toString();
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
