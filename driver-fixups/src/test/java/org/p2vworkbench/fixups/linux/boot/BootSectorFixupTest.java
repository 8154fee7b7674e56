package org.p2vworkbench.fixups.linux.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.linux.LinuxRepair;
import org.p2vworkbench.fixups.linux.SampleGuests;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.plan.BootCode;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.Severity;

class BootSectorFixupTest {

    private static final String UUID = "44444444-dddd-4000-8000-000000000004";
    private static final String MENU = """
            default 0
            title Debian
            root (hd0,0)
            kernel /boot/vmlinuz-6.1.0-30-amd64 root=/dev/xvda ro console=hvc0
            initrd (hd0)/boot/initrd.img-6.1.0-30-amd64
            """;

    @TempDir
    Path root;

    @TempDir
    Path work;

    @Test
    void guestWithoutABootLoaderGetsOneThatRunsItsMenu() throws IOException {
        Path disk = disk(3, 2048);
        LinuxRepair repair = repaired(guest(3, disk).with("/boot/grub/menu.lst", MENU), true);

        ByteBuffer sector =
                ByteBuffer.wrap(Arrays.copyOf(Files.readAllBytes(disk), 512)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(sector.get(0)).isEqualTo((byte) 0xeb);
        assertThat(sector.getLong(0x5c)).isEqualTo(1);
        assertThat(sector.getShort(0x66)).isEqualTo((short) 0x9090);
        assertThat(sector.getInt(446 + 2 * 16 + 8)).isEqualTo(2048);
        assertThat(sector.getShort(510)).isEqualTo((short) 0xaa55);
        assertThat(Arrays.copyOfRange(Files.readAllBytes(disk), 512, 512 + 1000))
                .isEqualTo(Arrays.copyOf(core(), 1000));
        assertThat(root.resolve("boot/grub/p2v.cfg")).content().endsWith("\nlegacy_configfile $boot/grub/menu.lst\n");
        assertThat(root.resolve("boot/grub/menu.lst")).hasContent("""
                default 0
                title Debian
                root (hd0,2)
                kernel /boot/vmlinuz-6.1.0-30-amd64 root=UUID=%s ro console=ttyS0
                initrd (hd0,2)/boot/initrd.img-6.1.0-30-amd64
                """.formatted(UUID));
        assertThat(root.resolve("etc/fstab")).hasContent("UUID=%s / ext4 defaults 0 1".formatted(UUID));
        assertThat(repair.plan().findings())
                .extracting(Finding::code)
                .doesNotContain("LINUX-NO-BOOT-LOADER", "LINUX-ROOT-LOST", "LINUX-BOOT-MENU");
    }

    @Test
    void menuOfGrub2IsRunAsItIs() throws IOException {
        repaired(guest(1, disk(1, 2048)).with("/boot/grub/grub.cfg", """
                                menuentry 'a' {
                                 linux /boot/vmlinuz-6.1.0-30-amd64 root=/dev/xvda1 ro
                                 initrd /boot/initrd.img-6.1.0-30-amd64
                                }
                                """), true);

        assertThat(root.resolve("boot/grub/p2v.cfg"))
                .content()
                .endsWith("\nset prefix=$boot/grub\nconfigfile $boot/grub/grub.cfg\n");
    }

    @Test
    void menuIsMadeOfTheKernelsWhereThereIsNone() throws IOException {
        LinuxRepair repair = repaired(guest(1, disk(1, 2048)), true);

        assertThat(root.resolve("boot/grub/p2v.cfg")).content().endsWith("""
                menuentry 'Linux 6.1.0-30-amd64' {
                    linux $boot/vmlinuz-6.1.0-30-amd64 root=UUID=%s ro console=tty0 console=ttyS0,115200n8
                    initrd $boot/initrd.img-6.1.0-30-amd64
                }
                """.formatted(UUID));
        assertThat(repair.plan().findings()).extracting(Finding::code).contains("LINUX-BOOT-MENU");
    }

    @Test
    void coreOfAGuidTableGoesToItsPartitionForIt() throws IOException {
        Path disk = disk(1, 2048);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(disk)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(446 + 4, (byte) 0xee).putInt(446 + 8, 1);
        bytes.putLong(512, 0x5452_4150_2049_4645L)
                .putLong(512 + 72, 2)
                .putInt(512 + 80, 128)
                .putInt(512 + 84, 128);
        int entry = 1024 + 3 * 128;
        bytes.putLong(entry, 0x6E6F_6449_2168_6148L).putLong(entry + 8, 0x4946_4564_6565_4E74L);
        bytes.putLong(entry + 32, 34).putLong(entry + 40, 2047);
        Files.write(disk, bytes.array());

        repaired(guest(1, disk).with("/boot/grub/menu.lst", MENU), true);

        ByteBuffer after = ByteBuffer.wrap(Files.readAllBytes(disk)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(after.getLong(0x5c)).isEqualTo(34);
        assertThat(after.getLong(34 * 512 + 500)).isEqualTo(35);
        assertThat(after.getLong(512)).isEqualTo(0x5452_4150_2049_4645L);
    }

    @Test
    void whatHasNoRoomIsReportedAndLeftAlone() throws IOException {
        Path disk = disk(1, 3);
        LinuxRepair repair = repaired(guest(1, disk).with("/boot/grub/menu.lst", MENU), true);

        assertThat(Arrays.copyOf(Files.readAllBytes(disk), 440)).containsOnly(0);
        assertThat(repair.plan().findings())
                .filteredOn(finding -> finding.code().equals("LINUX-NO-BOOT-LOADER"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.text()).contains("of the 1500 bytes that one needs 1024 are free"));
    }

    @Test
    void diskWithAnyCodeIsLeftAlone() throws IOException {
        Path disk = disk(1, 2048);
        byte[] bytes = Files.readAllBytes(disk);
        bytes[300] = 1;
        Files.write(disk, bytes);

        repaired(guest(1, disk).with("/boot/grub/menu.lst", MENU), true);

        assertThat(Files.readAllBytes(disk)).isEqualTo(bytes);
        assertThat(root.resolve("boot/grub/p2v.cfg")).doesNotExist();
    }

    @Test
    void guestWithoutAKernelIsRefusedOnlyWhereItsHostHadOne() throws IOException {
        FolderGuest guest = guest(1, disk(1, 2048));
        for (String name : List.of("vmlinuz", "initrd.img", "config")) {
            Files.delete(root.resolve("boot/" + name + "-6.1.0-30-amd64"));
        }

        assertThat(severity(planned(guest, true), "LINUX-NO-KERNEL")).contains(Severity.BLOCKER);
        assertThat(severity(planned(guest, false), "LINUX-NO-KERNEL")).contains(Severity.HIGH);
    }

    private static Optional<Severity> severity(LinuxRepair repair, String code) {
        return repair.plan().findings().stream()
                .filter(finding -> finding.code().equals(code))
                .map(Finding::severity)
                .findFirst();
    }

    private static LinuxRepair repaired(FolderGuest guest, boolean startedByHost) throws IOException {
        LinuxRepair repair = planned(guest, startedByHost);
        repair.plan().apply(guest, (path, content) -> path);
        return repair;
    }

    private static LinuxRepair planned(FolderGuest guest, boolean startedByHost) throws IOException {
        byte[] sector = new byte[512];
        Arrays.fill(sector, (byte) 0xeb);
        MachineFacts machine =
                new MachineFacts(List.of(), List.of(new MachineFacts.Disk(List.of("xvda"), true)), startedByHost);
        return LinuxRepair.plan(guest, LinuxOptions.DEFAULT, machine, Optional.of(() -> new BootCode(sector, core())));
    }

    /** With what grub-mkimage puts at the end of its first sector: where the second is on a disk, as a rule. */
    private static byte[] core() {
        byte[] core = new byte[1500];
        Arrays.fill(core, (byte) 0x5a);
        ByteBuffer.wrap(core).order(ByteOrder.LITTLE_ENDIAN).putLong(500, 2);
        return core;
    }

    /** A disk with one entry in its table. */
    private Path disk(int number, int startLba) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 512).order(ByteOrder.LITTLE_ENDIAN);
        int entry = 446 + (number - 1) * 16;
        bytes.put(entry + 4, (byte) 0x83).putInt(entry + 8, startLba).putInt(entry + 12, 4096);
        bytes.putShort(510, (short) 0xaa55);
        return Files.write(work.resolve("disk"), bytes.array());
    }

    private FolderGuest guest(int partition, Path disk) throws IOException {
        String device = "/dev/sda" + partition;
        FolderGuest guest = new FolderGuest(
                        root,
                        List.of(new GuestVolume(
                                device, "ext4", UUID, "", "", OptionalInt.of(0), OptionalInt.of(partition), 1 << 30)),
                        new TreeMap<>(Map.of("/", device)))
                .withDevice("/dev/sda", disk);
        return SampleGuests.modules(guest, "6.1.0-30-amd64", ".ko", true)
                .with("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                .with("/boot/vmlinuz-6.1.0-30-amd64", "kernel")
                .with("/boot/initrd.img-6.1.0-30-amd64", "initrd")
                .with(
                        "/boot/config-6.1.0-30-amd64",
                        "CONFIG_SMP=y\nCONFIG_RD_GZIP=y\nCONFIG_XEN=y\nCONFIG_PARAVIRT=y\n")
                .with("/etc/fstab", "/dev/xvda7 / ext4 defaults 0 1\n");
    }
}
