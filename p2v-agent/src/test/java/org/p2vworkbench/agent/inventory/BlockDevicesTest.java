package org.p2vworkbench.agent.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockDevicesTest {

    @TempDir
    private Path temp;

    @Test
    void everyFieldOfADiskIsItsOwn() throws IOException {
        FakeSystem system = new FakeSystem(temp)
                .device(
                        "sda",
                        "8:0",
                        4096,
                        "device/vendor",
                        "ATA     \n",
                        "device/model",
                        "WDC WD40EZRZ-00G \n",
                        "device/wwid",
                        "naa.50014ee2b1a2c3d4\n",
                        "queue/logical_block_size",
                        "512\n",
                        "queue/physical_block_size",
                        "4096\n",
                        "queue/rotational",
                        "1\n",
                        "removable",
                        "0\n",
                        "ro",
                        "0\n",
                        "device/vpd_pg80",
                        "\0p\0\b WX12345garbage")
                .device("sda/sda1", "8:1", 100, "partition", "1\n", "ro", "1\n")
                .device("sda/sda10", "8:10", 200, "partition", "10\n")
                .device("sda/sda2", "8:2", 300, "partition", "2\n")
                .link("dev/disk/by-id/wwn-0x50014ee2b1a2c3d4", "../../sda")
                .link("dev/disk/by-id/ata-WDC_WD40", "../../sda")
                .link("dev/disk/by-id/ata-WDC_WD40-part1", "../../sda1")
                .link("dev/disk/by-id/gone", "../../sdz");

        BlockDevice disk = system.devices().disks().get(0);

        assertThat(disk.name()).isEqualTo("sda");
        assertThat(disk.path()).isEqualTo(Path.of("/dev/sda"));
        assertThat(disk.number()).isEqualTo(new DeviceNumber(8, 0));
        assertThat(disk.model()).isEqualTo("WDC WD40EZRZ-00G");
        assertThat(disk.serial()).isEqualTo("WX12345");
        assertThat(disk.wwn()).isEqualTo("naa.50014ee2b1a2c3d4");
        assertThat(disk.sizeBytes()).isEqualTo(4096 * 512);
        assertThat(disk.logicalSectorBytes()).isEqualTo(512);
        assertThat(disk.physicalSectorBytes()).isEqualTo(4096);
        assertThat(disk.rotational()).isTrue();
        assertThat(disk.removable()).isFalse();
        assertThat(disk.readOnly()).isFalse();
        assertThat(disk.backingFile()).isEmpty();
        assertThat(disk.disk()).isEmpty();
        assertThat(disk.uses()).isEmpty();
        assertThat(disk.byIdNames()).containsExactly("ata-WDC_WD40", "wwn-0x50014ee2b1a2c3d4");
        assertThat(disk.partitions()).extracting(BlockDevice::name).containsExactly("sda1", "sda2", "sda10");
        BlockDevice first = disk.partitions().get(0);
        assertThat(first.readOnly()).isTrue();
        assertThat(first.sizeBytes()).isEqualTo(100 * 512);
        assertThat(first.disk()).contains("sda");
        assertThat(first.serial()).isEqualTo("WX12345");
        assertThat(first.byIdNames()).containsExactly("ata-WDC_WD40-part1");
    }

    @Test
    void otherFamiliesKeepTheirNamesElsewhere() throws IOException {
        FakeSystem system = new FakeSystem(temp)
                .device(
                        "cciss!c0d0",
                        "104:0",
                        8,
                        "removable",
                        "1",
                        "device/vendor",
                        "HP",
                        "device/model",
                        "LOGICAL VOLUME")
                .device("dm-3", "253:3", 8, "dm/name", "vg-web01", "dm/uuid", "LVM-abc", "ro", "1")
                .device("loop7", "7:7", 8, "loop/backing_file", "/srv/a b.img\n")
                .device("nvme0n1", "259:0", 8, "wwid", "eui.0025", "device/serial", "S4 \n", "device/model", "EVO")
                .device("vda", "254:0", 8, "serial", "disk-1", "device/vendor", "0x1af4");

        List<BlockDevice> disks = system.devices().disks();

        assertThat(disks)
                .extracting(BlockDevice::path)
                .containsExactly(
                        Path.of("/dev/cciss/c0d0"),
                        Path.of("/dev/mapper/vg-web01"),
                        Path.of("/dev/loop7"),
                        Path.of("/dev/nvme0n1"),
                        Path.of("/dev/vda"));
        assertThat(disks).extracting(BlockDevice::model).containsExactly("HP LOGICAL VOLUME", "", "", "EVO", "");
        assertThat(disks).extracting(BlockDevice::serial).containsExactly("", "LVM-abc", "", "S4", "disk-1");
        assertThat(disks).extracting(BlockDevice::wwn).containsExactly("", "", "", "eui.0025", "");
        assertThat(disks).extracting(BlockDevice::removable).containsExactly(true, false, false, false, false);
        assertThat(disks).extracting(BlockDevice::readOnly).containsExactly(false, true, false, false, false);
        assertThat(disks.get(2).backingFile()).contains(Path.of("/srv/a b.img"));
    }

    @Test
    void useOfAVolumeIsUseOfTheDiskBelow() throws IOException {
        BlockDevices devices = stacked().devices();

        assertThat(device(devices, 8, 0).uses())
                .containsExactlyInAnyOrder(
                        new DeviceUse(DeviceUse.Kind.MOUNTED, "sda1", "/boot dir", false),
                        new DeviceUse(DeviceUse.Kind.MOUNTED, "dm-0", "/", true),
                        new DeviceUse(DeviceUse.Kind.SWAP, "dm-1", "", true));
        assertThat(device(devices, 8, 1).uses()).extracting(DeviceUse::place).containsExactly("/boot dir");
        assertThat(device(devices, 8, 2).uses()).extracting(DeviceUse::through).containsExactly("dm-0", "dm-1");
        assertThat(device(devices, 8, 2).holders()).containsExactly("dm-0", "dm-1");
        assertThat(device(devices, 253, 2).uses()).isEmpty();
    }

    @Test
    void volumesBesideEachOtherDoNotRestOnEachOther() throws IOException {
        BlockDevices devices = stacked().devices();
        BlockDevice disk = device(devices, 8, 0);
        BlockDevice boot = device(devices, 8, 1);
        BlockDevice root = device(devices, 253, 0);
        BlockDevice swap = device(devices, 253, 1);

        assertThat(devices.restsOn(root, disk)).isTrue();
        assertThat(devices.restsOn(root, root)).isTrue();
        assertThat(devices.restsOn(disk, root)).isFalse();
        assertThat(devices.restsOn(root, swap)).isFalse();
        assertThat(devices.restsOn(root, boot)).isFalse();
    }

    @Test
    void holdersInACircleEnd() throws IOException {
        BlockDevices devices = new FakeSystem(temp)
                .device("dm-0", "253:0", 8)
                .device("dm-1", "253:1", 8)
                .above("dm-0", "dm-1")
                .above("dm-1", "dm-0")
                .devices();

        assertThat(devices.restsOn(device(devices, 253, 0), device(devices, 253, 1)))
                .isTrue();
    }

    @Test
    void damagedAttributesAreNoneAtAll() throws IOException {
        FakeSystem system = new FakeSystem(temp)
                .device("sda", "8:0", 8, "device/vpd_pg80", "\0\u0001", "queue/rotational", "maybe", "ro", "-1")
                .device("sdb", "nonsense", 8)
                .file("proc/self/mountinfo", "garbage\n1 2 3 - x\n\n");

        assertThat(system.devices().disks()).singleElement().satisfies(disk -> assertThat(
                        disk.serial() + disk.rotational() + disk.readOnly())
                .isEqualTo("falsefalse"));
    }

    @Test
    void numbersUnpackAsTheCLibraryPacksThem() {
        // makedev(0xabcde, 0x12345678) of glibc 2.36
        assertThat(DeviceNumber.unpacked(0xab123456cde78L)).isEqualTo(new DeviceNumber(0xabcde, 0x12345678));
        assertThat(DeviceNumber.unpacked(0x0801)).isEqualTo(new DeviceNumber(8, 1));
    }

    @Test
    void thisMachinesRootIsMountedOnSomething() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/sys/block")), "skipped: no /sys/block here");
        BlockDevices devices = BlockDevices.ofThisHost();
        var root = devices.numbered(DeviceNumber.under(Path.of("/")));
        Assumptions.assumeTrue(root.isPresent(), "skipped: / lies on no block device of this machine");

        assertThat(root.get().uses()).anySatisfy(use -> assertThat(use.place()).isEqualTo("/"));
        assertThat(root.get().sizeBytes()).isPositive();
        assertThat(devices.disks())
                .allSatisfy(disk -> assertThat(disk.logicalSectorBytes()).isIn(512, 4096));
    }

    @Test
    void onlyBlockDevicesHaveNumbers() throws IOException {
        assertThat(DeviceNumber.ofNode(Files.createFile(temp.resolve("file")))).isEmpty();
        assertThat(DeviceNumber.ofNode(Path.of("/dev/null"))).isEmpty();
    }

    /** sda1 is /boot; sda2 carries a volume group of three volumes: root, swap and one nobody uses. */
    private FakeSystem stacked() throws IOException {
        return new FakeSystem(temp)
                .device("sda", "8:0", 4096)
                .device("sda/sda1", "8:1", 100, "partition", "1")
                .device("sda/sda2", "8:2", 3000, "partition", "2")
                .device("dm-0", "253:0", 800, "dm/name", "vg-root")
                .device("dm-1", "253:1", 200, "dm/name", "vg-swap")
                .device("dm-2", "253:2", 200, "dm/name", "vg-spare")
                .above("sda/sda2", "dm-0")
                .above("sda/sda2", "dm-1")
                .link("dev/mapper/vg-root", "../dm-0")
                .file("proc/self/mountinfo", """
                        21 1 0:20 / /proc rw - proc proc rw
                        22 1 253:0 / / rw,relatime shared:1 master:2 - ext4 /dev/root rw,errors=remount-ro
                        23 1 0:44 /@ /boot\\040dir rw,relatime - btrfs /dev/sda1 ro
                        """)
                .file(
                        "proc/swaps",
                        "Filename Type Size Used Priority\n/dev/dm-1 partition 1 0 -2\n/swapfile file 1 0 -3\n");
    }

    private static BlockDevice device(BlockDevices devices, int major, int minor) {
        return devices.numbered(new DeviceNumber(major, minor)).orElseThrow();
    }
}
