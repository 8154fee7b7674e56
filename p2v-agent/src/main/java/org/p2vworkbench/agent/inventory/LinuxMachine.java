package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads the inventory from /sys and /proc. Works without root, except for what the maker wrote as serial numbers. */
final class LinuxMachine {

    /** UEFI 2.10, section 3.3: the variable, its vendor's GUID. Linux puts four bytes of attributes before the value. */
    private static final String SECURE_BOOT =
            "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";

    private static final int EFI_ATTRIBUTES_BYTES = 4;

    private final Path root;
    private final Clock clock;
    private final Addresses addresses;

    /** Addresses of a network interface; neither /sys nor /proc has those of IPv4. */
    interface Addresses {
        List<String> of(String networkInterface);
    }

    LinuxMachine(Path root, Clock clock, Addresses addresses) {
        this.root = root;
        this.clock = clock;
        this.addresses = addresses;
    }

    static boolean isThis() {
        return Files.isDirectory(Path.of("/sys/block"));
    }

    static LinuxMachine ofThisMachine() {
        return new LinuxMachine(Path.of("/"), Clock.systemUTC(), LinuxMachine::addressesOf);
    }

    MachineInventory inventory() throws IOException {
        SysfsFolder kernel = new SysfsFolder(root.resolve("proc/sys/kernel"));
        SysfsFolder proc = new SysfsFolder(root.resolve("proc"));
        return new MachineInventory(
                MachineInventory.SCHEMA,
                kernel.text("hostname"),
                "linux",
                kernel.text("osrelease"),
                proc.text("cmdline"),
                firmware(),
                product(),
                new CpuInfo(root.resolve("proc/cpuinfo")).processor(System.getProperty("os.arch")),
                memoryBytes(proc.text("meminfo")),
                tpm(),
                rtcOffsetSeconds(),
                new PciBus(root).devices(),
                new NetworkCards(root, addresses).cards(),
                new DiskPlaces(root).facts(BlockDevices.under(root).disks()));
    }

    private MachineInventory.Firmware firmware() {
        boolean uefi = Files.isDirectory(root.resolve("sys/firmware/efi"));
        return new MachineInventory.Firmware(
                uefi ? MachineInventory.Firmware.Mode.UEFI : MachineInventory.Firmware.Mode.BIOS, uefi && secureBoot());
    }

    private boolean secureBoot() {
        try {
            byte[] variable = Files.readAllBytes(root.resolve(SECURE_BOOT));
            return variable.length > EFI_ATTRIBUTES_BYTES && variable[EFI_ATTRIBUTES_BYTES] == 1;
        } catch (IOException none) {
            return false;
        }
    }

    private MachineInventory.Product product() {
        SysfsFolder dmi = new SysfsFolder(root.resolve("sys/class/dmi/id"));
        return new MachineInventory.Product(
                dmi.text("sys_vendor"),
                dmi.text("product_name"),
                dmi.text("product_version"),
                dmi.text("product_serial"),
                dmi.text("product_uuid"),
                (dmi.text("board_vendor") + " " + dmi.text("board_name")).strip(),
                dmi.text("bios_vendor"),
                dmi.text("bios_version"),
                dmi.text("bios_date"));
    }

    /** "MemTotal: 24683964 kB ...": control characters have become blanks. */
    private static long memoryBytes(String meminfo) {
        String[] words = meminfo.split(" ");
        boolean known = words.length > 1 && words[0].equals("MemTotal:") && words[1].matches("[0-9]{1,12}");
        return known ? Long.parseLong(words[1]) * 1024 : 0;
    }

    private String tpm() {
        SysfsFolder tpm = new SysfsFolder(root.resolve("sys/class/tpm/tpm0"));
        return Files.isDirectory(tpm.path()) ? tpm.text("tpm_version_major") : "";
    }

    private Optional<Long> rtcOffsetSeconds() {
        long rtc = new SysfsFolder(root.resolve("sys/class/rtc/rtc0")).number("since_epoch", 0);
        return rtc == 0 ? Optional.empty() : Optional.of(rtc - clock.instant().getEpochSecond());
    }

    private static List<String> addressesOf(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            return found == null
                    ? List.of()
                    : found.getInterfaceAddresses().stream()
                            .map(LinuxMachine::written)
                            .sorted()
                            .toList();
        } catch (SocketException gone) {
            return List.of();
        }
    }

    /** Without the scope: "fe80::1%eth0" says twice where it is. */
    private static String written(InterfaceAddress address) {
        return address.getAddress().getHostAddress().replaceAll("%.*", "") + "/" + address.getNetworkPrefixLength();
    }
}
