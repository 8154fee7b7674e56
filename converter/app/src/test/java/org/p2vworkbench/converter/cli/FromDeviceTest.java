package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.converter.cli.TypedLine.typed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/** Block devices as sources: a disk from the old machine, plugged into this one. */
class FromDeviceTest {

    private static final int DISK_BYTES = 3 << 20;

    /** Small enough to be a descriptor. */
    private static final int DESCRIPTOR_DISK_BYTES = 64 << 10;

    @TempDir
    private Path temp;

    @Test
    void deviceIsConvertedLikeAFileAndSkippedTheSecondTime() throws IOException {
        byte[] content = new byte[DISK_BYTES];
        new Random(2).nextBytes(content);
        try (LoopDevice device = LoopDevice.over(Files.write(temp.resolve("disk"), content))) {
            TypedLine first = convert(device);
            // Reading and writing change the times of the node, which say nothing about the disk.
            OutsideTool.named("touch").run(device);
            TypedLine second = convert(device);

            assertThat(first.status()).as(first.story()).isZero();
            assertThat(first.story()).doesNotContain("Warning");
            String name = Path.of(device.toString()).getFileName().toString();
            assertThat(Files.readAllBytes(temp.resolve("kvm/" + name + "/disks/" + name + ".raw")))
                    .isEqualTo(content);
            assertThat(second.status()).as(second.story()).isZero();
            assertThat(second.result()).contains("skipped");
        }
    }

    @Test
    void anotherDiskAtTheSamePathIsNotTheSameSource() throws IOException {
        Path before = Files.write(temp.resolve("before"), new byte[DISK_BYTES]);
        Path after = Files.write(temp.resolve("after"), new byte[DISK_BYTES]);
        String name;
        try (LoopDevice device = LoopDevice.over(before)) {
            name = device.toString();
            convert(device);
        }
        try (LoopDevice device = LoopDevice.over(after)) {
            Assumptions.assumeTrue(device.toString().equals(name), "skipped: another program took " + name);

            assertThat(convert(device).status()).isEqualTo(4);
        }
    }

    @Test
    void deviceMountedForWritingIsReadWithAWarning() throws IOException {
        OutsideTool mkfs = OutsideTool.named("mkfs.ext4");
        Assumptions.assumeTrue(mkfs.isInstalled(), "skipped: mkfs.ext4 is not installed");
        Path mountPoint = Files.createDirectory(temp.resolve("mnt"));
        try (LoopDevice device = LoopDevice.over(Files.write(temp.resolve("disk"), new byte[DISK_BYTES]))) {
            mkfs.run("-q", device);
            OutsideTool.Outcome mounted = OutsideTool.named("mount").attempt(device, mountPoint);
            Assumptions.assumeTrue(mounted.exitCode() == 0, "skipped: cannot mount here: " + mounted.output());
            try {
                TypedLine typed = convert(device);

                assertThat(typed.status()).as(typed.story()).isZero();
                assertThat(typed.story())
                        .contains("Warning: ")
                        .contains("is mounted for writing on %s while it is copied".formatted(mountPoint));
                assertThat(Files.readString(temp.resolve("kvm")
                                .resolve(Path.of(device.toString()).getFileName())
                                .resolve("report.json")))
                        .contains("the copy will not be consistent");
            } finally {
                OutsideTool.named("umount").run(mountPoint);
            }
        }
    }

    /** What lies below /dev/shm lies in the folder of the device, and is no part of any image on it. */
    @Test
    void contentOfADeviceLeadsToNoOtherFile() throws IOException {
        Path shm = Path.of("/dev/shm");
        Assumptions.assumeTrue(Files.isWritable(shm), "skipped: no /dev/shm here");
        Path secret = Files.createTempFile(shm, "p2v-test", ".raw");
        try {
            Files.write(secret, new byte[DESCRIPTOR_DISK_BYTES]);
            byte[] descriptor = """
                    # Disk DescriptorFile
                    version=1
                    CID=fffffffe
                    parentCID=ffffffff
                    createType="monolithicFlat"
                    RW 128 FLAT "shm/%s" 0
                    """.formatted(secret.getFileName()).getBytes(StandardCharsets.US_ASCII);
            byte[] content = Arrays.copyOf(descriptor, DESCRIPTOR_DISK_BYTES);
            try (LoopDevice device = LoopDevice.over(Files.write(temp.resolve("disk"), content))) {
                TypedLine typed = typed(
                        "convert", device.toString(), "-o", temp.resolve("kvm").toString());

                assertThat(typed.status()).isEqualTo(14);
                assertThat(typed.story()).contains("which has no files beside it");
            }
        } finally {
            Files.delete(secret);
        }
    }

    @Test
    @Timeout(10)
    void whatHasNoEndIsNotOpened() throws IOException {
        Path pipe = temp.resolve("pipe");
        OutsideTool.named("mkfifo").run(pipe);

        for (String path : new String[] {"/dev/zero", pipe.toString()}) {
            TypedLine typed = typed("convert", path, "-o", temp.resolve("kvm").toString());

            assertThat(typed.status()).isEqualTo(10);
            assertThat(typed.story()).contains("is neither a file nor a block device");
        }
    }

    @Test
    void readOnlyDeviceIsEnough() throws IOException {
        byte[] content = new byte[DISK_BYTES];
        Arrays.fill(content, (byte) 0x33);
        Path disk = Files.write(temp.resolve("disk"), content);
        try (LoopDevice device = LoopDevice.over(disk, "--read-only")) {
            assertThat(convert(device).status()).isZero();
        }
    }

    private TypedLine convert(LoopDevice device) {
        return typed("convert", device.toString(), "-o", temp.resolve("kvm").toString(), "--format", "raw");
    }
}
