package org.p2vworkbench.agent.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxMachineTest {

    private static final long NOW = 1_700_000_000;

    @TempDir
    private Path temp;

    private FakeSystem system;

    @BeforeEach
    void emptySystem() throws IOException {
        system = new FakeSystem(temp);
    }

    @Test
    void theMachineItselfIsReadFieldByField() throws IOException {
        system.file("proc/sys/kernel/hostname", "web01\n")
                .file("proc/sys/kernel/osrelease", "2.6.32-5-amd64\n")
                .file("proc/cmdline", "BOOT_IMAGE=/vmlinuz root=/dev/sda2 ro quiet\n")
                .file("proc/meminfo", "MemTotal:        2061404 kB\nMemFree:          1024 kB\n")
                .file("proc/cpuinfo", cpuinfo())
                .file("sys/class/dmi/id/sys_vendor", "Dell Inc.\n")
                .file("sys/class/dmi/id/product_name", "PowerEdge 2950\n")
                .file("sys/class/dmi/id/product_version", "III\n")
                .file("sys/class/dmi/id/product_serial", "7XYZ12J\n")
                .file("sys/class/dmi/id/product_uuid", "4c4c4544-0058\n")
                .file("sys/class/dmi/id/board_vendor", "Dell\n")
                .file("sys/class/dmi/id/board_name", "0J250G\n")
                .file("sys/class/dmi/id/bios_vendor", "Phoenix\n")
                .file("sys/class/dmi/id/bios_version", "2.7.0\n")
                .file("sys/class/dmi/id/bios_date", "10/30/2010\n")
                .file("sys/class/tpm/tpm0/tpm_version_major", "2\n")
                .file("sys/class/rtc/rtc0/since_epoch", (NOW + 3600) + "\n")
                .file("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", "\6\0\0\0\1");

        MachineInventory machine = machine();

        assertThat(machine.hostName()).isEqualTo("web01");
        assertThat(machine.system()).isEqualTo("linux");
        assertThat(machine.systemVersion()).isEqualTo("2.6.32-5-amd64");
        assertThat(machine.kernelCommandLine()).isEqualTo("BOOT_IMAGE=/vmlinuz root=/dev/sda2 ro quiet");
        assertThat(machine.firmware())
                .isEqualTo(new MachineInventory.Firmware(MachineInventory.Firmware.Mode.UEFI, true));
        assertThat(machine.product())
                .isEqualTo(new MachineInventory.Product(
                        "Dell Inc.",
                        "PowerEdge 2950",
                        "III",
                        "7XYZ12J",
                        "4c4c4544-0058",
                        "Dell 0J250G",
                        "Phoenix",
                        "2.7.0",
                        "10/30/2010"));
        assertThat(machine.processor())
                .isEqualTo(new MachineInventory.Processor(
                        System.getProperty("os.arch"),
                        "GenuineIntel",
                        "Intel(R) Xeon(R) CPU E5410 @ 2.33GHz",
                        2,
                        3,
                        4,
                        List.of("fpu", "vme", "aes")));
        assertThat(machine.memoryBytes()).isEqualTo(2061404L * 1024);
        assertThat(machine.tpm()).isEqualTo("2");
        assertThat(machine.rtcOffsetSeconds()).contains(3600L);
    }

    @Test
    void aMachineThatSaysNothingIsAPoorOne() throws IOException {
        MachineInventory machine = machine();

        assertThat(machine.firmware().mode()).isEqualTo(MachineInventory.Firmware.Mode.BIOS);
        assertThat(machine.rtcOffsetSeconds()).isEmpty();
        assertThat(machine.disks()).isEmpty();
        assertThat(machine.pci()).isEmpty();
        assertThat(machine.processor().threads()).isZero();
        assertThat(machine.memoryBytes()).isZero();
    }

    @Test
    void busCardsAndDisksAreReadFieldByField() throws IOException {
        String raid = "sys/devices/pci0000:00/0000:00:02.0/0000:03:0e.0";
        String nic = "sys/devices/pci0000:00/0000:00:1c.0/0000:0b:00.1";
        pci(raid, "0x010400", "0x1000", "0x0060", "0x1028", "0x1f0c", "megaraid_sas");
        pci(nic, "0x020000", "0x14e4", "0x164c", "0x1029", "0x01b2", "bnx2");
        system.file(nic + "/net/eth1/address", "00:1e:c9:aa:bb:cc\n")
                .file(nic + "/net/eth1/speed", "1000\n")
                .file(nic + "/net/eth1/carrier", "1\n")
                .link(nic + "/net/eth1/device", "../../../0000:0b:00.1")
                .link("sys/class/net/eth1", "../../devices/pci0000:00/0000:00:1c.0/0000:0b:00.1/net/eth1")
                .file("sys/class/net/lo/address", "00:00:00:00:00:00\n");
        String disk = raid + "/host0/target0:2:0/0:2:0:0/block/sda";
        system.file(disk + "/dev", "8:0\n")
                .file(disk + "/size", "4096\n")
                .file(disk + "/device/model", "PERC 6/i\n")
                .file(disk + "/device/vendor", "DELL\n")
                .file(disk + "/queue/rotational", "1\n")
                .file("dev/sda", "")
                .file("run/udev/data/b8:0", "S:disk/by-id/x\nE:ID_SERIAL=long\nE:ID_SERIAL_SHORT=6001ec90\n")
                .link("dev/disk/by-id/scsi-36001ec90", "../../sda")
                .link(
                        "sys/block/sda",
                        "../devices/pci0000:00/0000:00:02.0/0000:03:0e.0/host0/target0:2:0/0:2:0:0/block/sda")
                .device("loop0", "7:0", 64)
                .device("sr0", "11:0", 64)
                .file("proc/self/mountinfo", "22 1 8:0 / /srv rw - ext4 /dev/sda rw\n");

        MachineInventory machine = machine();

        assertThat(machine.pci())
                .containsExactly(
                        new PciDevice("0000:03:0e.0", "010400", "1000", "0060", "1028", "1f0c", "megaraid_sas"),
                        new PciDevice("0000:0b:00.1", "020000", "14e4", "164c", "1029", "01b2", "bnx2"));
        assertThat(machine.networkCards())
                .containsExactly(new NetworkCard(
                        "eth1", "00:1e:c9:aa:bb:cc", "0000:0b:00.1", "bnx2", 1000, true, List.of("192.0.2.1/24")));
        assertThat(machine.disks())
                .containsExactly(new DiskFacts(
                        "sda",
                        "/dev/sda",
                        "DELL PERC 6/i",
                        "6001ec90",
                        "",
                        4096 * 512,
                        512,
                        512,
                        "scsi",
                        "0000:03:0e.0",
                        "megaraid_sas",
                        true,
                        false,
                        false,
                        List.of("scsi-36001ec90"),
                        List.of("sda is mounted for writing on /srv")));
    }

    @Test
    void cardInABondIsKnownByItsOwnAddress() throws IOException {
        String nic = "sys/devices/pci0000:00/0000:00:1c.0/0000:0b:00.1";
        system.file(nic + "/net/eth1/address", "00:1e:c9:00:00:01\n")
                .file(nic + "/net/eth1/bonding_slave/perm_hwaddr", "00:1e:c9:00:00:02\n")
                .link(nic + "/net/eth1/device", "../../../0000:0b:00.1")
                .link("sys/class/net/eth1", "../../devices/pci0000:00/0000:00:1c.0/0000:0b:00.1/net/eth1");

        assertThat(machine().networkCards()).extracting(NetworkCard::mac).containsExactly("00:1e:c9:00:00:02");
    }

    @Test
    void whatIsNearestToTheDiskIsItsTransport() throws IOException {
        String board = "sys/devices/pci0000:00/0000:00:1f.2/";
        assertThat(transport(board + "ata1/host0/target0:0:0/0:0:0:0/block/sda"))
                .isEqualTo("sata");
        assertThat(transport(board + "usb2/2-1/2-1:1.0/host6/target6:0:0/6:0:0:0/block/sdb"))
                .isEqualTo("usb");
        assertThat(transport(board + "nvme/nvme0/nvme0n1")).isEqualTo("nvme");
        assertThat(transport(board + "virtio3/block/vda")).isEqualTo("virtio");
        assertThat(transport(board + "host1/port-1:0/end_device-1:0/target1:0:0/1:0:0:0/block/sdc"))
                .isEqualTo("sas");
        assertThat(transport(board + "host2/rport-2:0-0/target2:0:0/2:0:0:0/block/sdd"))
                .isEqualTo("fc");
        assertThat(transport("sys/devices/platform/host9/session1/target9:0:0/9:0:0:0/block/sde"))
                .isEqualTo("iscsi");
        assertThat(transport("sys/devices/vbd-768/block/xvda")).isEqualTo("xen");
        assertThat(transport("sys/devices/virtual/block/nothing")).isEmpty();
    }

    @Test
    void theInventorySurvivesTheJourneyAsJson() throws IOException {
        system.file("proc/sys/kernel/hostname", "wéb01").file("sys/class/rtc/rtc0/since_epoch", (NOW - 5) + "");
        pci("sys/devices/pci0000:00/0000:00:01.0", "0x010601", "0x8086", "0x2922", "0x1af4", "0x1100", "ahci");
        MachineInventory machine = machine();

        assertThat(MachineInventory.parse(machine.json())).isEqualTo(machine);
    }

    @Test
    void jsonOfALaterVersionIsReadAsFarAsItIsKnown() throws IOException {
        MachineInventory read = MachineInventory.parse("""
                {"schema": 9, "hostName": "web01", "news": {"a": [1]}, "pci": [null, {"address": "x", "more": 1}],
                 "firmware": {"mode": "COREBOOT"}, "disks": [{"name": "sda", "sizeBytes": 5}]}
                """);

        assertThat(read.hostName()).isEqualTo("web01");
        assertThat(read.pci()).containsExactly(new PciDevice("x", "", "", "", "", "", ""));
        assertThat(read.firmware().mode()).isEqualTo(MachineInventory.Firmware.Mode.UNKNOWN);
        assertThat(read.disks()).extracting(DiskFacts::sizeBytes).containsExactly(5L);
        assertThat(read.rtcOffsetSeconds()).isEqualTo(Optional.empty());
    }

    @Test
    void whatIsNoInventoryIsRefused() {
        for (String text : List.of("", "null", "[]", "{}", "{\"schema\":\"x\"}", "{\"schema\":1,\"disks\":7}", "\0")) {
            assertThatThrownBy(() -> MachineInventory.parse(text))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("no inventory of a machine: ");
        }
    }

    @Test
    void thisMachineHasProcessorsAndMemory() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/sys/block")), "skipped: no /sys/block here");

        MachineInventory machine = MachineInventory.ofThisMachine();

        assertThat(machine.processor().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(machine.memoryBytes()).isGreaterThan(64L << 20);
    }

    @Test
    void oshiSeesTheSameMachine() throws IOException {
        MachineInventory seen = new OshiMachine().inventory();

        assertThat(seen.memoryBytes()).isPositive();
        assertThat(seen.processor().threads()).isPositive();
        assertThat(MachineInventory.parse(seen.json())).isEqualTo(seen);
    }

    private MachineInventory machine() throws IOException {
        return new LinuxMachine(
                        temp, Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC), name -> List.of("192.0.2.1/24"))
                .inventory();
    }

    private void pci(
            String folder,
            String classCode,
            String vendor,
            String device,
            String subsystemVendor,
            String subsystemDevice,
            String driver)
            throws IOException {
        String address = folder.substring(folder.lastIndexOf('/') + 1);
        system.file(folder + "/class", classCode + "\n")
                .file(folder + "/vendor", vendor + "\n")
                .file(folder + "/device", device + "\n")
                .file(folder + "/subsystem_vendor", subsystemVendor + "\n")
                .file(folder + "/subsystem_device", subsystemDevice + "\n")
                .link(folder + "/driver", "../../../../bus/pci/drivers/" + driver)
                .link("sys/bus/pci/devices/" + address, "../../../" + folder.substring("sys/".length()));
    }

    private String transport(String folder) throws IOException {
        Path place = temp.resolve(folder);
        Files.createDirectories(place);
        return new DevicePath(place).transport();
    }

    private static String cpuinfo() {
        StringBuilder text = new StringBuilder();
        int[][] placesOfThreads = {{0, 0}, {0, 0}, {0, 1}, {1, 0}};
        for (int i = 0; i < placesOfThreads.length; i++) {
            text.append(
                    "processor\t: %d\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R) CPU E5410 @ 2.33GHz\n"
                            .formatted(i));
            text.append("physical id\t: %d\ncore id\t\t: %d\nflags\t\t: fpu vme aes\n\n"
                    .formatted(placesOfThreads[i][0], placesOfThreads[i][1]));
        }
        return text.toString();
    }
}
