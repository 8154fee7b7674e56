package org.p2vworkbench.converter.vmx;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.GuestClock;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.disks.DiskFormatException;

/** The machine a VMX file describes, with what the reader had to say about the file. */
public record VmxMachine(MachineHardware hardware, List<String> notes) {

    private static final long MIB = 1L << 20;
    /** What VMware takes when the key is absent (libvirt, src/vmx/vmx.c, virVMXParseConfig). */
    private static final long DEFAULT_MEMORY_MIB = 32;

    private static final long MOST_MEMORY_MIB = 64L << 20;
    private static final long DAY_SECONDS = 24 * 60 * 60;

    public VmxMachine {
        notes = List.copyOf(notes);
    }

    /** @param fallbackName for a file without displayName, usually its own name */
    public static VmxMachine of(VmxFile file, String fallbackName) throws DiskFormatException {
        VmxDrives drives = VmxDrives.of(file);
        MachineHardware hardware = new MachineHardware(
                file.text("displayName").orElse(fallbackName),
                firmware(file),
                cpu(file),
                file.number("memsize", DEFAULT_MEMORY_MIB, 1, MOST_MEMORY_MIB) * MIB,
                file.text("guestOS"),
                file.text("uuid.bios").flatMap(VmxMachine::uuid),
                drives.disks(),
                drives.cdroms(),
                drives.floppies(),
                VmxNics.of(file),
                clock(file),
                videoMemory(file),
                file.isTrue("vtpm.present"));
        return new VmxMachine(hardware, file.notes());
    }

    private static Firmware firmware(VmxFile file) {
        if (file.text("firmware").filter("efi"::equalsIgnoreCase).isEmpty()) {
            return Firmware.BIOS;
        }
        return file.isTrue("uefi.secureBoot.enabled") ? Firmware.UEFI_SECURE_BOOT : Firmware.UEFI;
    }

    private static CpuTopology cpu(VmxFile file) throws DiskFormatException {
        int count = (int) file.number("numvcpus", 1, 1, CpuTopology.MOST);
        int cores = (int) file.number("cpuid.coresPerSocket", 1, 0, CpuTopology.MOST);
        return CpuTopology.of(count, cores);
    }

    /** VMware writes {@code 56 4d 96 af e6 46 bd 86-5c 4d 65 4e 77 36 ef 31}. */
    private static Optional<UUID> uuid(String text) {
        String hex = text.replaceAll("[\\s-]", "");
        if (!hex.matches("[0-9A-Fa-f]{32}")) {
            return Optional.empty();
        }
        return Optional.of(new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)));
    }

    private static GuestClock clock(VmxFile file) throws DiskFormatException {
        if (file.text("rtc.diffFromUTC").isPresent()) {
            return new GuestClock(false, file.number("rtc.diffFromUTC", 0, -DAY_SECONDS, DAY_SECONDS));
        }
        return GuestClock.usualFor(file.text("guestOS").orElse(""));
    }

    /** A matter of taste for the guest, so what is no number here does not stop a conversion. */
    private static Optional<Long> videoMemory(VmxFile file) {
        return file.text("svga.vramSize")
                .filter(text -> text.matches("[1-9]\\d{0,9}"))
                .map(Long::valueOf);
    }
}
