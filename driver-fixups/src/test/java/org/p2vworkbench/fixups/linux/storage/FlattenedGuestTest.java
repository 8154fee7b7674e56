package org.p2vworkbench.fixups.linux.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.linux.LinuxRepair;
import org.p2vworkbench.fixups.linux.SampleGuests;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.plan.MachineFacts;

/** A guest whose arrays are partitions of one disk now: nothing of it may wait for an array. */
class FlattenedGuestTest {

    private static final String ROOT_ARRAY = "0a1b2c3d:4e5f6071:8293a4b5:c6d7e8f9";
    private static final String BOOT_ARRAY = "11111111:22222222:33333333:44444444";
    private static final String OTHER_ARRAY = "55555555:66666666:77777777:88888888";
    private static final String BOOT = "44444444-dddd-4000-8000-000000000001";
    private static final String ROOT = "44444444-dddd-4000-8000-000000000002";
    private static final String SWAP = "44444444-dddd-4000-8000-000000000003";

    @TempDir
    Path root;

    @Test
    void arraysAndPartitionsOfOtherDisksGetUuids() throws IOException {
        repaired();

        assertThat(Files.readString(root.resolve("etc/fstab"))).isEqualTo("""
                UUID=%s / ext4 defaults 0 1
                UUID=%s /boot ext4 defaults 0 2
                UUID=%s none swap sw 0 0
                """.formatted(ROOT, BOOT, SWAP));
    }

    @Test
    void arraysThatAreNoMoreAreNeitherConfiguredNorWaitedFor() throws IOException {
        repaired();

        assertThat(Files.readString(root.resolve("etc/mdadm.conf"))).isEqualTo("""
                HOMEHOST <system>
                # a partition now: ARRAY /dev/md127 metadata=1.2 UUID=0A1B2C3D:4e5f6071:8293a4b5:c6d7e8f9
                # a partition now: ARRAY /dev/md/boot UUID=%s
                ARRAY /dev/md5 UUID=%s
                """.formatted(BOOT_ARRAY, OTHER_ARRAY));
        assertThat(Files.readString(root.resolve("boot/grub2/grub.cfg")))
                .contains("root=UUID=" + ROOT + " ro rd.md.uuid=" + OTHER_ARRAY + " quiet")
                .doesNotContain(ROOT_ARRAY, "md127");
    }

    private void repaired() throws IOException {
        FolderGuest guest = new FolderGuest(
                root,
                List.of(volume(1, "ext4", BOOT), volume(2, "ext4", ROOT), volume(5, "swap", SWAP)),
                new TreeMap<>(Map.of("/", "/dev/sda2", "/boot", "/dev/sda1")));
        SampleGuests.modules(guest, "6.1.0-30-amd64", ".ko", true)
                .with("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                .with("/boot/vmlinuz-6.1.0-30-amd64", "kernel")
                .with("/boot/initrd.img-6.1.0-30-amd64", "initrd")
                .with("/boot/config-6.1.0-30-amd64", "CONFIG_SMP=y\nCONFIG_RD_GZIP=y\n")
                .with("/boot/grub2/grub.cfg", """
                        menuentry 'Linux' {
                            linux /vmlinuz-6.1.0-30-amd64 root=/dev/md127 ro rd.md.uuid=%s rd.md.uuid=%s quiet
                            initrd /initrd.img-6.1.0-30-amd64
                        }
                        """.formatted(ROOT_ARRAY, OTHER_ARRAY))
                .with("/etc/mdadm.conf", """
                        HOMEHOST <system>
                        ARRAY /dev/md127 metadata=1.2 UUID=0A1B2C3D:4e5f6071:8293a4b5:c6d7e8f9
                        ARRAY /dev/md/boot UUID=%s
                        ARRAY /dev/md5 UUID=%s
                        """.formatted(BOOT_ARRAY, OTHER_ARRAY))
                .with("/etc/fstab", """
                        /dev/md127 / ext4 defaults 0 1
                        /dev/md/boot /boot ext4 defaults 0 2
                        /dev/sdb3 none swap sw 0 0
                        """);
        Map<String, Integer> moved = Map.of(
                "disk/by-id/md-uuid-" + ROOT_ARRAY, 2, "disk/by-id/md-uuid-" + BOOT_ARRAY, 1, "md/0", 2, "sdb3", 5);
        MachineFacts machine =
                new MachineFacts(List.of(), List.of(new MachineFacts.Disk(List.of("sda"), false, moved)));
        LinuxRepair.plan(guest, LinuxOptions.DEFAULT, machine).plan().apply(guest, (path, content) -> path);
    }

    private static GuestVolume volume(int partition, String type, String uuid) {
        return new GuestVolume(
                "/dev/sda" + partition, type, uuid, "", "", OptionalInt.of(0), OptionalInt.of(partition), 1 << 30);
    }
}
