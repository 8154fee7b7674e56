package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * Puts a copy of the boot loader where UEFI looks when it remembers nothing, {@code \EFI\BOOT\BOOTX64.EFI} (UEFI 2.10,
 * section 3.5.1.1): which loader to start was kept in the old machine's memory, not on its disks. Shim looks for GRUB
 * beside itself, and GRUB for its configuration in the vendor's folder, as before.
 */
public final class UefiFallbackFixup implements Fixup<Relocation> {

    private static final List<String> PARTITIONS = List.of("/boot/efi", "/efi", "/boot");
    private static final String WHY =
            "The new machine's firmware has no entry for the system; this is what it starts then.";

    @Override
    public String name() {
        return "uefi-fallback";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        if (!relocation.guest().uefi()) {
            return;
        }
        for (String partition : PARTITIONS) {
            String efi = partition + "/EFI";
            if (edits.guest().isFolder(efi)) {
                plan(efi, relocation, edits);
                return;
            }
        }
    }

    private static void plan(String efi, Relocation relocation, Edits edits) throws IOException {
        GuestTree guest = edits.guest();
        String boot = efi + "/" + named(guest, efi, "BOOT").orElse("BOOT");
        if (named(guest, boot, "BOOTX64.EFI").isPresent()
                || named(guest, boot, "BOOTIA32.EFI").isPresent()) {
            return;
        }
        String id = relocation.guest().distribution().id();
        List<String> vendors = guest.names(efi).stream()
                .filter(name -> !name.equalsIgnoreCase("BOOT") && !name.equalsIgnoreCase("Microsoft"))
                .sorted(Comparator.comparing(
                        name -> !name.toLowerCase(Locale.ROOT).contains(id)))
                .toList();
        for (String vendor : vendors) {
            for (Copy copy : copies(guest, efi + "/" + vendor)) {
                edits.create(boot + "/" + copy.as(), guest.read(copy.from()), 0700, WHY);
            }
            if (named(guest, boot, "BOOTX64.EFI").isPresent()
                    || named(guest, boot, "BOOTIA32.EFI").isPresent()) {
                return;
            }
        }
        edits.find(
                "LINUX-UEFI-LOADER",
                Severity.HIGH,
                "No boot loader was found in %s that the new machine's firmware could start by itself.".formatted(efi),
                "Add an entry for it in the firmware's boot menu.");
    }

    private record Copy(String from, String as) {}

    /** Shim with its GRUB, else a GRUB that needs none, else the one of RHEL 6, which reads a file named like itself. */
    private static List<Copy> copies(GuestTree guest, String vendor) throws IOException {
        List<Copy> copies = new ArrayList<>();
        for (String machine : List.of("x64", "ia32")) {
            String fallback = "BOOT" + machine.toUpperCase(Locale.ROOT) + ".EFI";
            Optional<String> shim = named(guest, vendor, "shim" + machine + ".efi");
            Optional<String> grub = named(guest, vendor, "grub" + machine + ".efi");
            if (shim.isPresent() && grub.isPresent()) {
                copies.add(new Copy(vendor + "/" + shim.get(), fallback));
                copies.add(new Copy(vendor + "/" + grub.get(), grub.get()));
                return copies;
            }
            Optional<String> alone = grub.isPresent() ? grub : named(guest, vendor, "systemd-boot" + machine + ".efi");
            if (alone.isPresent()) {
                return List.of(new Copy(vendor + "/" + alone.get(), fallback));
            }
        }
        Optional<String> legacy = named(guest, vendor, "grub.efi");
        Optional<String> menu = named(guest, vendor, "grub.conf");
        if (legacy.isPresent() && menu.isPresent()) {
            copies.add(new Copy(vendor + "/" + legacy.get(), "BOOTX64.EFI"));
            copies.add(new Copy(vendor + "/" + menu.get(), "BOOTX64.conf"));
        }
        return copies;
    }

    /** FAT keeps the case of names and does not care about it. */
    private static Optional<String> named(GuestTree guest, String folder, String name) throws IOException {
        return guest.names(folder).stream().filter(name::equalsIgnoreCase).findFirst();
    }
}
