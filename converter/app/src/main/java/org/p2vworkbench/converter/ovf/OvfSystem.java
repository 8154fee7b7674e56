package org.p2vworkbench.converter.ovf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.GuestClock;
import org.p2vworkbench.converter.hardware.MacAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.NicModel;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** One VirtualSystem element, turned into a machine. */
final class OvfSystem {

    private static final int PROCESSOR = 3;
    private static final int MEMORY = 4;
    private static final int ETHERNET = 10;
    private static final int OTHER_DEVICE = 1;
    private static final long DEFAULT_MEMORY_BYTES = 1L << 30;
    private static final String MEGABYTES = "byte * 2^20";

    private final String source;
    private final XmlNode system;
    private final Map<String, OvfDisk> disks;
    private final Map<String, OvfFile> files;
    private final XmlNode section;
    private final List<OvfItem> items;
    private final List<String> notes = new ArrayList<>();

    OvfSystem(
            String source,
            XmlNode system,
            Optional<String> configuration,
            Map<String, OvfDisk> disks,
            Map<String, OvfFile> files) {
        this.source = source;
        this.system = system;
        this.disks = disks;
        this.files = files;
        this.section = system.first("VirtualHardwareSection")
                .orElse(new XmlNode("VirtualHardwareSection", Map.of(), List.of(), ""));
        this.items = OvfItem.of(section, configuration);
        configuration.ifPresent(chosen -> notes.add("the deployment option '%s' was taken".formatted(chosen)));
    }

    OvfMachine machine() throws DiskFormatException {
        OvfDrives drives = new OvfDrives(items);
        List<DiskDrive> diskDrives = new ArrayList<>();
        List<OvfMachine.Content> content = new ArrayList<>();
        for (OvfItem item : drives.disks()) {
            Optional<OvfMachine.Content> found = content(item);
            if (found.isPresent()) {
                content.add(found.get());
                diskDrives.add(new DiskDrive(drives.at(item), found.get().href()));
            }
        }
        MachineHardware hardware = new MachineHardware(
                system.childText("Name").or(() -> system.attribute("id")).orElse("machine"),
                firmware(),
                cpu(),
                memoryBytes(),
                guestOs(),
                Optional.empty(),
                diskDrives,
                drives.cdroms(),
                drives.floppies(),
                nics(),
                clock(),
                Optional.empty(),
                items.stream()
                        .anyMatch(item ->
                                item.type() == OTHER_DEVICE && item.subType().contains("vtpm")));
        return new OvfMachine(hardware, content, notes);
    }

    /** {@code ovf:/disk/ID} names a disk, {@code ovf:/file/ID} a file as it is (DSP0243 2.1.1, section 8.3). */
    private Optional<OvfMachine.Content> content(OvfItem item) throws DiskFormatException {
        String resource = item.text("HostResource").orElse("");
        String path = resource.replaceFirst("^ovf:", "").replaceFirst("^/+", "");
        if (path.startsWith("file/")) {
            OvfFile file = files.get(path.substring("file/".length()));
            if (file != null) {
                return Optional.of(new OvfMachine.Content(file.href(), 0));
            }
        } else if (path.startsWith("disk/")) {
            OvfDisk disk = disks.get(path.substring("disk/".length()));
            if (disk != null && disk.fileRef().isEmpty()) {
                return Optional.of(new OvfMachine.Content("", disk.capacityBytes()));
            }
            OvfFile file = disk == null ? null : files.get(disk.fileRef().get());
            if (file != null) {
                return Optional.of(new OvfMachine.Content(file.href(), disk.capacityBytes()));
            }
        } else {
            notes.add("a hard disk without content in the package (\"%s\") was left out".formatted(resource));
            return Optional.empty();
        }
        throw damaged("a hard disk of '%s' refers to \"%s\", which the descriptor does not define"
                .formatted(system.attribute("id").orElse(""), resource));
    }

    private Firmware firmware() {
        boolean uefi = config("firmware").filter("efi"::equalsIgnoreCase).isPresent() || hasVirtualBoxEfi();
        if (!uefi) {
            return Firmware.BIOS;
        }
        boolean secure = config("bootOptions.efiSecureBootEnabled")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        return secure ? Firmware.UEFI_SECURE_BOOT : Firmware.UEFI;
    }

    /** VirtualBox adds its own machine file: {@code vbox:Machine/Hardware[/BIOS]/Firmware type="EFI"}. */
    private boolean hasVirtualBoxEfi() {
        return system.first("Machine").flatMap(machine -> machine.first("Hardware")).stream()
                .flatMap(hardware -> java.util.stream.Stream.concat(
                        hardware.all("Firmware"), hardware.all("BIOS").flatMap(bios -> bios.all("Firmware"))))
                .anyMatch(firmware -> firmware.attribute("type").orElse("").startsWith("EFI"));
    }

    private Optional<String> config(String key) {
        return section.all("Config")
                .filter(config -> config.attribute("key").filter(key::equals).isPresent())
                .findFirst()
                .flatMap(config -> config.attribute("value"));
    }

    private CpuTopology cpu() throws DiskFormatException {
        Optional<OvfItem> item = item(PROCESSOR);
        int count = item.flatMap(cpu -> cpu.number("VirtualQuantity")).orElse(1);
        if (count < 1 || count > CpuTopology.MOST) {
            throw damaged("asks for %d processors, expected 1 to %d".formatted(count, CpuTopology.MOST));
        }
        return CpuTopology.of(
                count, item.flatMap(cpu -> cpu.number("CoresPerSocket")).orElse(1));
    }

    /** Without units megabytes are meant in practice, though CIM says bytes: no machine has 1024 bytes of memory. */
    private long memoryBytes() throws DiskFormatException {
        Optional<OvfItem> item = item(MEMORY);
        if (item.isEmpty()) {
            return DEFAULT_MEMORY_BYTES;
        }
        String unit = item.get().text("AllocationUnits").orElse(MEGABYTES);
        String quantity = item.get().text("VirtualQuantity").orElse("");
        OptionalLong unitBytes = OvfUnits.bytes(unit);
        OptionalLong bytes =
                unitBytes.isPresent() ? OvfUnits.product(quantity, unitBytes.getAsLong()) : OptionalLong.empty();
        if (bytes.isEmpty() || bytes.getAsLong() == 0) {
            throw damaged("asks for \"%s\" of memory in \"%s\", no size".formatted(quantity, unit));
        }
        return bytes.getAsLong();
    }

    private Optional<String> guestOs() {
        return system.first("OperatingSystemSection").flatMap(os -> os.attribute("osType")
                .or(() -> os.childText("Description"))
                .or(() -> os.attribute("id")));
    }

    private GuestClock clock() {
        String description = system.first("OperatingSystemSection")
                .flatMap(os -> os.childText("Description"))
                .orElse("");
        return GuestClock.usualFor(guestOs().orElse("") + " " + description);
    }

    private List<Nic> nics() {
        return items.stream()
                .filter(item -> item.type() == ETHERNET)
                .map(item -> new Nic(
                        item.text("Address").flatMap(MacAddress::parse),
                        NicModel.of(item.subType().strip().split("\\s", 2)[0]),
                        item.text("Connection"),
                        item.isConnected()))
                .toList();
    }

    private Optional<OvfItem> item(int type) {
        return items.stream().filter(item -> item.type() == type).findFirst();
    }

    private DiskFormatException damaged(String what) {
        return new DiskFormatException(
                new DiskAddress(source, 0),
                what,
                "Correct the descriptor in a copy of the package, or convert its images alone.");
    }
}
