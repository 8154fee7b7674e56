package org.p2vworkbench.converter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.p2vworkbench.converter.cli.TypedLine.typed;
import static org.p2vworkbench.converter.cli.TypedLine.typedAndAnswered;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

/** Disks that become block devices. What may be overwritten is a loop device over a file of this test, nothing else. */
class ToDeviceTest {

    private static final int MIB = 1 << 20;

    /** Neither whole sectors nor whole chunks, and with a hole that the device must get as zeros. */
    private static final int DISK_BYTES = 5 * MIB + 700;

    @TempDir
    private Path temp;

    @Test
    void deviceHoldsTheDiskAndIsNamedWhereverTheDiskIs() throws IOException {
        Path source = source("web01.raw", DISK_BYTES);
        try (LoopDevice device = device(8 * MIB)) {
            TypedLine first = typed(convert(source, "--to-device", "web01=" + device, "--yes"));

            assertThat(first.status()).as(first.story()).isZero();
            byte[] written = device.bytes();
            assertThat(Arrays.copyOf(written, DISK_BYTES)).isEqualTo(Files.readAllBytes(source));
            assertThat(Arrays.copyOfRange(written, DISK_BYTES, 5 * MIB + 1024))
                    .as("rest of the last sector")
                    .isEqualTo(new byte[1024 - 700]);
            assertThat(Arrays.copyOfRange(written, 5 * MIB + 1024, 8 * MIB))
                    .as("behind the disk")
                    .isEqualTo(old(3 * MIB - 1024));
            assertThat(file("domain.xml"))
                    .contains("<disk type=\"block\" device=\"disk\">")
                    .contains("<source dev=\"%s\"/>".formatted(device));
            assertThat(file("qemu.sh")).contains("file.driver=host_device").contains("file.filename=" + device);
            assertThat(file("plan.json")).contains(device.toString()).contains("data that is neither");
            assertThat(file("report.json")).contains(device.toString()).contains("ON-DEVICE");
            assertThat(temp.resolve("kvm/web01/disks")).isEmptyDirectory();

            TypedLine verify = typed("verify", "--store", temp.resolve("kvm").toString(), "web01");
            assertThat(verify.status()).as(verify.story()).isZero();
        }
    }

    @Test
    void secondRunProvesTheDeviceByTheLedgerAndWritesNothing() throws IOException {
        Path source = source("web01.raw", DISK_BYTES);
        try (LoopDevice device = device(8 * MIB)) {
            String[] again = convert(source, "--to-device", device.toString());
            typedAndAnswered(device + "\n", again);

            TypedLine second = typed(again);
            overwrite(device, 3 * MIB, (byte) 0x55);
            TypedLine third = typed(again);

            assertThat(second.status()).as(second.story()).isZero();
            assertThat(second.result()).contains("skipped");
            assertThat(third.status()).isEqualTo(13);
            assertThat(third.story()).contains(device + ": differs from its ledger in 1 chunks, the first at 0x300000");
            assertThat(device.bytes()[3 * MIB]).isEqualTo((byte) 0x55);
        }
    }

    @Test
    void anotherSourceOfTheSameNameNeitherWritesNorForgetsTheFirst() throws IOException {
        Path source = source("web01.raw", DISK_BYTES);
        try (LoopDevice device = device(8 * MIB)) {
            String[] again = convert(source, "--to-device", device.toString(), "--yes");
            typed(again);
            byte[] before = device.bytes();
            Files.write(source, new byte[DISK_BYTES]);

            TypedLine second = typed(again);

            assertThat(second.status()).isEqualTo(4);
            assertThat(second.story()).contains("holds a machine made from another source");
            assertThat(device.bytes()).isEqualTo(before);
            assertThat(typed("verify", "--store", temp.resolve("kvm").toString(), "web01")
                            .status())
                    .isZero();
        }
    }

    @Test
    void anotherTargetForAFinishedMachineIsRefused() throws IOException {
        Path source = source("web01.raw", DISK_BYTES);
        try (LoopDevice device = device(8 * MIB);
                LoopDevice other = device(9 * MIB)) {
            typed(convert(source, "--to-device", device.toString(), "--yes"));
            String plan = file("plan.json");

            TypedLine file = typed(convert(source));
            TypedLine elsewhere = typed(convert(source, "--to-device", other.toString(), "--yes"));

            assertThat(file.status()).isEqualTo(4);
            assertThat(elsewhere.status()).isEqualTo(4);
            assertThat(elsewhere.story()).contains("or into another target");
            assertUntouched(other);
            assertThat(file("plan.json")).isEqualTo(plan);
            assertThat(typed(convert(source, "--to-device", device.toString())).status())
                    .isZero();
        }
    }

    @Test
    void onlyThePathAsShownConfirms() throws IOException {
        Path source = source("web01.raw", DISK_BYTES);
        try (LoopDevice device = device(8 * MIB)) {
            for (String answer : new String[] {"yes\n", "", "\n", device + "0\n", "/dev/sda\n"}) {
                TypedLine wrong = typedAndAnswered(answer, convert(source, "--to-device", device.toString()));

                assertThat(wrong.status()).isEqualTo(4);
                assertThat(wrong.story())
                        .contains("Type %s to go on".formatted(device))
                        .contains("was not confirmed");
                assertUntouched(device);
            }

            TypedLine right =
                    typedAndAnswered(" %s \n".formatted(device), convert(source, "--to-device", device.toString()));

            assertThat(right.status()).as(right.story()).isZero();
        }
    }

    @Test
    void withoutATerminalTheOptionToAddIsNamed() throws IOException {
        try (LoopDevice device = device(8 * MIB)) {
            assertRefused(
                    device,
                    typed(convert(source("web01.raw", DISK_BYTES), "--to-device", device.toString())),
                    "there is no terminal",
                    "add --yes");
        }
    }

    @Test
    void dryRunShowsTheDeviceAndTouchesNothing() throws IOException {
        try (LoopDevice device = device(8 * MIB)) {
            TypedLine dry =
                    typed(convert(source("web01.raw", DISK_BYTES), "--to-device", device.toString(), "--dry-run"));

            assertThat(dry.status()).as(dry.story()).isZero();
            assertThat(dry.result()).contains("overwrites   " + device).contains("boots from   " + device);
            assertUntouched(device);
            assertThat(temp.resolve("kvm")).doesNotExist();
        }
    }

    @Test
    void mountedDeviceIsRefused() throws IOException {
        OutsideTool mkfs = OutsideTool.named("mkfs.ext4");
        Assumptions.assumeTrue(mkfs.isInstalled(), "skipped: mkfs.ext4 is not installed");
        Path mountPoint = Files.createDirectory(temp.resolve("mount here"));
        try (LoopDevice device = device(8 * MIB)) {
            mkfs.run("-q", device);
            OutsideTool.Outcome mounted = OutsideTool.named("mount").attempt(device, mountPoint);
            Assumptions.assumeTrue(mounted.exitCode() == 0, "skipped: cannot mount here: " + mounted.output());
            try {
                TypedLine typed = typed(convert(source("a.raw", MIB), "--to-device", device.toString(), "--yes"));

                assertThat(typed.status()).isEqualTo(4);
                assertThat(typed.story())
                        .contains("is mounted for writing on " + mountPoint)
                        .contains("umount " + mountPoint);
            } finally {
                OutsideTool.named("umount").run(mountPoint);
            }
            OutsideTool.named("e2fsck").run("-fn", device);
        }
    }

    @Test
    void tooSmallDeviceIsRefusedByTheLastSector() throws IOException {
        try (LoopDevice device = device(5 * MIB + 512)) {
            assertRefused(
                    device,
                    typed(convert(source("a.raw", DISK_BYTES), "--to-device", device.toString(), "--yes")),
                    "has 5243392 bytes, the disk needs 5243904");
        }
    }

    @Test
    void readOnlyDeviceIsRefused() throws IOException {
        try (LoopDevice device = LoopDevice.over(filled("target", 8 * MIB), "--read-only")) {
            assertRefused(
                    device,
                    typed(convert(source("a.raw", MIB), "--to-device", device.toString(), "--yes")),
                    "is read-only");
        }
    }

    @Test
    void whatIsNoBlockDeviceIsRefused() throws IOException {
        Path source = source("a.raw", MIB);
        Path regular = filled("regular", 8 * MIB);

        TypedLine file = typed(convert(source, "--to-device", regular.toString(), "--yes"));
        TypedLine character = typed(convert(source, "--to-device", "/dev/null", "--yes"));
        TypedLine missing = typed(convert(source, "--to-device", "/dev/no-such-device", "--yes"));

        assertThat(file.status()).isEqualTo(4);
        assertThat(file.story()).contains("is no block device");
        assertThat(Files.readAllBytes(regular)).isEqualTo(old(8 * MIB));
        assertThat(character.status()).isEqualTo(4);
        assertThat(missing.status()).isEqualTo(4);
        assertThat(missing.story()).contains("there is no such device");
    }

    @Test
    void deviceOverTheSourceFileIsRefused() throws IOException {
        Path source = filled("a.raw", 4 * MIB);
        try (LoopDevice device = LoopDevice.over(source)) {
            assertRefused(
                    device, typed(convert(source, "--to-device", device.toString(), "--yes")), source + " lies on it");
        }
    }

    @Test
    void sourceDeviceAsTargetIsRefused() throws IOException {
        try (LoopDevice device = device(4 * MIB)) {
            assertRefused(
                    device,
                    typed(convert(Path.of(device.toString()), "--to-device", device.toString(), "--yes")),
                    device + " lies on it");
        }
    }

    @Test
    void deviceOfARunningGuestIsRefused() throws IOException {
        OutsideTool qemuNbd = OutsideTool.named("qemu-nbd");
        Assumptions.assumeTrue(qemuNbd.isInstalled(), "skipped: qemu-nbd is not installed");
        Path pid = temp.resolve("pid");
        try (LoopDevice device = device(8 * MIB)) {
            qemuNbd.run("--fork", "--persistent", "-f", "raw", "--pid-file", pid, "-k", temp.resolve("socket"), device);
            try {
                assertRefused(
                        device,
                        typed(convert(source("a.raw", MIB), "--to-device", device.toString(), "--yes")),
                        "is in use by another program, perhaps a running guest");
            } finally {
                OutsideTool.named("kill").run(Files.readString(pid).strip());
                awaitEnd(Long.parseLong(Files.readString(pid).strip()));
            }
        }
    }

    @Test
    void disksHaveToBeNamedAsTheyAre() throws IOException {
        try (LoopDevice device = device(8 * MIB)) {
            TypedLine unknown = typed(convert(source("a.raw", MIB), "--to-device", "sda=" + device, "--yes"));
            TypedLine twice = typed(convert(
                    source("a.raw", MIB), "--to-device", device.toString(), "--to-device", "a=" + device, "--yes"));
            TypedLine two = typed(Stream.concat(
                            Stream.of(convert(source("a.raw", MIB), "--to-device", device.toString(), "--yes")),
                            Stream.of(source("b.raw", MIB).toString()))
                    .toArray(String[]::new));

            assertThat(unknown.status()).isEqualTo(2);
            assertThat(unknown.story()).contains("no disk of that name").contains("Its disks are a.");
            assertThat(twice.status()).isEqualTo(2);
            assertThat(two.status()).isEqualTo(2);
            assertUntouched(device);
        }
    }

    private void assertRefused(LoopDevice device, TypedLine typed, String... said) throws IOException {
        assertThat(typed.status()).as(typed.story()).isEqualTo(4);
        assertThat(typed.story()).contains(said);
        assertUntouched(device);
    }

    private static void assertUntouched(LoopDevice device) throws IOException {
        byte[] content = device.bytes();
        assertThat(content).isEqualTo(old(content.length));
    }

    private static void awaitEnd(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    private String[] convert(Path source, String... more) {
        return Stream.concat(
                        Stream.of(
                                "convert",
                                source.toString(),
                                "-o",
                                temp.resolve("kvm").toString(),
                                "--input-format",
                                "raw"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private String file(String name) throws IOException {
        return Files.readString(temp.resolve("kvm/web01").resolve(name));
    }

    private Path source(String name, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        Arrays.fill(content, 0, Math.min(2 * MIB, bytes / 2), (byte) 0);
        return Files.write(temp.resolve(name), content);
    }

    private LoopDevice device(int bytes) throws IOException {
        return LoopDevice.over(filled("target-" + bytes, bytes));
    }

    private Path filled(String name, int bytes) throws IOException {
        return Files.write(temp.resolve(name), old(bytes));
    }

    /** What a device of these tests holds before anything is written to it. */
    private static byte[] old(int bytes) {
        byte[] content = new byte[bytes];
        Arrays.fill(content, (byte) 0xaa);
        return content;
    }

    private static void overwrite(LoopDevice device, long offset, byte value) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(device.toString()), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {value}), offset);
        }
    }
}
