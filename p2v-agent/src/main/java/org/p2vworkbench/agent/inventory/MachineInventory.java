package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What only the machine itself can say about its hardware. Texts are empty where it says nothing.
 *
 * @param schema number of this form; a reader passes over fields that it does not know
 * @param system "linux" or "windows"
 * @param systemVersion release of the kernel, or of Windows
 * @param kernelCommandLine with which Linux was booted
 * @param tpm version of the trusted platform module, "2"; empty without one
 * @param rtcOffsetSeconds how far the battery clock is ahead of UTC: near 0 it keeps UTC, else the machine's local time
 */
public record MachineInventory(
        int schema,
        String hostName,
        String system,
        String systemVersion,
        String kernelCommandLine,
        Firmware firmware,
        Product product,
        Processor processor,
        long memoryBytes,
        String tpm,
        Optional<Long> rtcOffsetSeconds,
        List<PciDevice> pci,
        List<NetworkCard> networkCards,
        List<DiskFacts> disks) {

    static final int SCHEMA = 1;

    /** How the machine starts, {@code secureBoot} only where the firmware is UEFI. */
    public record Firmware(Mode mode, boolean secureBoot) {

        /** By which rules the boot disk must be made. */
        public enum Mode {
            BIOS,
            UEFI,
            UNKNOWN
        }
    }

    /** What the maker wrote into the firmware (SMBIOS). */
    public record Product(
            String vendor,
            String name,
            String version,
            String serial,
            String uuid,
            String board,
            String biosVendor,
            String biosVersion,
            String biosDate) {

        public Product {
            vendor = Missing.text(vendor);
            name = Missing.text(name);
            version = Missing.text(version);
            serial = Missing.text(serial);
            uuid = Missing.text(uuid);
            board = Missing.text(board);
            biosVendor = Missing.text(biosVendor);
            biosVersion = Missing.text(biosVersion);
            biosDate = Missing.text(biosDate);
        }
    }

    /** All processors of the machine, which are alike. {@code flags} as Linux names them. */
    public record Processor(
            String architecture, String vendor, String model, int sockets, int cores, int threads, List<String> flags) {

        public Processor {
            architecture = Missing.text(architecture);
            vendor = Missing.text(vendor);
            model = Missing.text(model);
            flags = Missing.list(flags);
        }
    }

    public MachineInventory {
        hostName = Missing.text(hostName);
        system = Missing.text(system);
        systemVersion = Missing.text(systemVersion);
        kernelCommandLine = Missing.text(kernelCommandLine);
        firmware = firmware == null || firmware.mode() == null ? new Firmware(Firmware.Mode.UNKNOWN, false) : firmware;
        product = product == null ? new Product("", "", "", "", "", "", "", "", "") : product;
        processor = processor == null ? new Processor("", "", "", 0, 0, 0, List.of()) : processor;
        tpm = Missing.text(tpm);
        rtcOffsetSeconds = rtcOffsetSeconds == null ? Optional.empty() : rtcOffsetSeconds;
        pci = Missing.list(pci);
        networkCards = Missing.list(networkCards);
        disks = Missing.list(disks);
    }

    /** Of the machine that this runs on. */
    public static MachineInventory ofThisMachine() throws IOException {
        return LinuxMachine.isThis() ? LinuxMachine.ofThisMachine().inventory() : new OshiMachine().inventory();
    }

    /**
     * Of the Linux machine whose /sys, /proc and /dev lie under {@code root}: this one's, or a recording of another's,
     * which has no network addresses.
     */
    public static MachineInventory ofLinux(Path root, Clock clock) throws IOException {
        return root.equals(Path.of("/"))
                ? LinuxMachine.ofThisMachine().inventory()
                : new LinuxMachine(root, clock, name -> List.of()).inventory();
    }

    public String json() {
        return InventoryJson.write(this);
    }

    /** @throws IOException if this is no inventory */
    public static MachineInventory parse(String json) throws IOException {
        return InventoryJson.read(json);
    }
}
