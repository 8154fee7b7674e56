package org.p2vworkbench.converter.xl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.GuestClock;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.RemovableDrive;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The machine a domain configuration describes.
 *
 * @param drives its hard disks, as {@code hardware.disks()}
 * @param startedByHost whether its host loaded the kernel (PV, PVH): then no firmware ever started it
 * @param notes what the operator should know of the file
 */
public record XlMachine(MachineHardware hardware, List<XlDrive> drives, boolean startedByHost, List<String> notes) {

    private static final long MIB = 1L << 20;
    /** xl.cfg(5) leaves it open; libxl takes this (LIBXL_MEMKB_DEFAULT, xl's own default for memory). */
    private static final long DEFAULT_MEMORY_MIB = 128;

    private static final long MOST_MEMORY_MIB = 64L << 20;
    private static final long MOST_OFFSET_SECONDS = 10L * 366 * 24 * 60 * 60;
    private static final long MOST_VIDEO_MIB = 4096;

    /** Settings that are read, or whose loss nobody will notice. */
    private static final Set<String> HEEDED = Set.of(
            "name",
            "uuid",
            "memory",
            "maxmem",
            "vcpus",
            "maxvcpus",
            "disk",
            "vif",
            "kernel",
            "ramdisk",
            "root",
            "extra",
            "cmdline",
            "bootloader",
            "builder",
            "type",
            "bios",
            "firmware",
            "localtime",
            "rtc_timeoffset",
            "videoram",
            "vtpm",
            "boot",
            "acpi",
            "apic",
            "pae");

    /** Devices of the old host that it lent to the guest. */
    private static final Set<String> LENT =
            Set.of("pci", "usbdev", "usbctrl", "dtdev", "ioports", "iomem", "irqs", "gfx_passthru");

    /** Addresses that the host gave the guest's kernel on its command line. */
    private static final Set<String> ADDRESSES = Set.of("ip", "netmask", "gateway", "dhcp", "hostname", "nfs_server");

    public XlMachine {
        drives = List.copyOf(drives);
        notes = List.copyOf(notes);
    }

    /** @param fallbackName for a file without a name in it, usually its own */
    public static XlMachine of(XlFile file, String fallbackName) throws DiskFormatException {
        boolean emulated = isEmulated(file);
        List<XlDisk> disks = disks(file);
        List<XlDrive> drives =
                XlDrive.of(file, disks.stream().filter(disk -> !disk.cdrom()).toList());
        MachineHardware hardware = new MachineHardware(
                file.text("name").orElse(fallbackName),
                firmware(file),
                CpuTopology.sockets(
                        (int) file.number("vcpus", 1, CpuTopology.MOST).orElse(1)),
                memoryMib(file) * MIB,
                Optional.empty(),
                uuid(file),
                drives.stream()
                        .map(drive -> new DiskDrive(address(drive.device(), emulated), drive.name()))
                        .toList(),
                disks.stream()
                        .filter(XlDisk::cdrom)
                        .map(disk -> new RemovableDrive(address(disk.device(), emulated)))
                        .toList(),
                List.of(),
                XlNics.of(file, emulated),
                new GuestClock(
                        file.isTrue("localtime"),
                        file.number("rtc_timeoffset", -MOST_OFFSET_SECONDS, MOST_OFFSET_SECONDS)
                                .orElse(0)),
                file.number("videoram", 0, MOST_VIDEO_MIB).stream()
                        .filter(mib -> mib > 0)
                        .mapToObj(mib -> mib * MIB)
                        .findFirst(),
                !file.list("vtpm").isEmpty());
        return new XlMachine(hardware, drives, !emulated, notes(file, emulated));
    }

    /** {@code type} has taken the place of {@code builder} (xl.cfg(5), "Selecting Guest Type"). */
    private static boolean isEmulated(XlFile file) throws DiskFormatException {
        String type = file.text("type").orElse("");
        return type.isEmpty() ? file.text("builder").filter("hvm"::equals).isPresent() : type.equals("hvm");
    }

    private static long memoryMib(XlFile file) throws DiskFormatException {
        return file.number("memory", 1, MOST_MEMORY_MIB)
                .orElse(file.number("maxmem", 1, MOST_MEMORY_MIB).orElse(DEFAULT_MEMORY_MIB));
    }

    private static Firmware firmware(XlFile file) throws DiskFormatException {
        boolean uefi = file.text("bios").filter("ovmf"::equals).isPresent()
                || file.text("firmware")
                        .filter(name -> name.matches("uefi|ovmf"))
                        .isPresent();
        return uefi ? Firmware.UEFI : Firmware.BIOS;
    }

    private static Optional<UUID> uuid(XlFile file) throws DiskFormatException {
        return file.text("uuid")
                .filter(text -> text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString);
    }

    private static List<XlDisk> disks(XlFile file) throws DiskFormatException {
        List<XlDisk> disks = new ArrayList<>();
        for (String item : file.list("disk")) {
            try {
                disks.add(XlDisk.parse(item));
            } catch (XlDisk.Unfit unfit) {
                throw file.damaged("disk", "has the item '%s', which %s".formatted(item, unfit.getMessage()));
            }
        }
        for (XlDisk disk : disks) {
            if (disk.remote().isPresent() && !disk.cdrom()) {
                throw file.damaged(
                        "disk",
                        "has %s on %s (%s), which only the old host reaches"
                                .formatted(disk.device(), disk.remote().get(), disk.target()));
            }
        }
        return disks;
    }

    /** Of emulated controllers there are IDE's and one for SCSI; what is called xvda has no place on either. */
    private static DriveAddress address(XlDevice device, boolean emulated) {
        if (emulated && device.kind().equals("hd")) {
            return DriveAddress.of(Bus.IDE, device.disk() / 2, device.disk() % 2);
        }
        return DriveAddress.UNKNOWN;
    }

    private static List<String> notes(XlFile file, boolean emulated) throws DiskFormatException {
        List<String> notes = new ArrayList<>();
        if (!file.passedOver().isEmpty()) {
            notes.add("%s is a program, of which only plain values were read; passed over: line %s"
                    .formatted(
                            file.name(),
                            file.passedOver().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        }
        if (!emulated && file.text("kernel").isPresent()) {
            notes.add("its kernel %s was the old host's (%s); on the new one it starts a kernel of its own"
                    .formatted(file.text("kernel").get(), commandLine(file)));
        }
        note(file, LENT, "devices of the old host that it had are not there any more", notes);
        note(file, ADDRESSES, "what the old host told its kernel about the network it has to know by itself", notes);
        Set<String> others = file.keys().stream()
                .filter(key -> !HEEDED.contains(key) && !LENT.contains(key) && !ADDRESSES.contains(key))
                .collect(Collectors.toSet());
        note(file, others, "not taken over, because they are about Xen, its screen or its events", notes);
        return notes;
    }

    private static void note(XlFile file, Set<String> keys, String what, List<String> notes) {
        String found = file.keys().stream().filter(keys::contains).collect(Collectors.joining(", "));
        if (!found.isEmpty()) {
            notes.add("%s: %s".formatted(what, found));
        }
    }

    private static String commandLine(XlFile file) throws DiskFormatException {
        if (file.text("cmdline").isPresent()) {
            return file.text("cmdline").get();
        }
        String root = file.text("root").map(device -> "root=" + device + " ").orElse("");
        return (root + file.text("extra").orElse("")).strip();
    }
}
