package org.p2vworkbench.fixups.windows.boot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.disks.DiskTable;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;
import org.p2vworkbench.fixups.windows.hive.HiveDraft;

/**
 * Looks whether the boot manager (Vista and later) will find what it starts by default. Under UEFI the default entry is
 * allowed its graphics, as virt-v2v does: without them a virtual display may stay black.
 *
 * <p>Entries name partitions by signatures and GUIDs, which a copy keeps, so what is not on the disks is not put right
 * here: that the boot manager names a partition of another disk is said.
 */
public final class BootConfiguration implements Fixup<WindowsGuest> {

    /** What the boot manager starts when nobody chooses, and from where; empty when nothing. */
    public static String starts(HiveDraft store) throws IOException {
        Optional<BootEntry> entry = BootEntry.defaultOf(store);
        if (entry.isEmpty()) {
            return "";
        }
        Optional<BootDevice> device = entry.get().device(BootEntry.DEVICE);
        return entry.get().shown() + device.map(each -> " from " + each).orElse("");
    }

    @Override
    public String name() {
        return "boot-configuration";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        if (!guest.atLeast(6, 0)) {
            return;
        }
        if (guest.bootStore().isEmpty()) {
            edits.find(
                    "WIN-BCD",
                    Severity.MEDIUM,
                    "No boot configuration (BCD) was found that can be read, so it was not seen what would be started.",
                    "Are all disks of the machine there? Else start it from a Windows disc and run 'bootrec /rebuildbcd'.");
            return;
        }
        HiveDraft store = guest.bootStore().get();
        Optional<BootEntry> entry = BootEntry.defaultOf(store);
        if (entry.isEmpty()) {
            edits.find(
                    "WIN-BCD",
                    Severity.MEDIUM,
                    "The boot configuration %s names no default entry: it stops at its menu.".formatted(store.file()),
                    "Choose one there, and set it with 'bcdedit /default'.");
            return;
        }
        devices(entry.get(), edits);
        if (entry.get().has(BootEntry.SAFE_MODE)) {
            edits.find(
                    "WIN-SAFE-MODE",
                    Severity.MEDIUM,
                    "%s is set to start in safe mode.".formatted(entry.get().shown()),
                    "Run 'bcdedit /deletevalue safeboot' in it, unless that is meant.");
        }
        if (isOnEfiPartition(store)
                && !store.original().dirty()
                && entry.get().isOn(BootEntry.GRAPHICS_MODE_DISABLED)) {
            store.set(
                    edits,
                    entry.get().key(BootEntry.GRAPHICS_MODE_DISABLED),
                    BootEntry.valueName(),
                    RegistryData.binary(new byte[] {0}),
                    "the loader would show nothing on a virtual display");
        }
    }

    private static boolean isOnEfiPartition(HiveDraft store) {
        return store.file().contains("/EFI/");
    }

    private static void devices(BootEntry entry, Edits edits) throws IOException {
        List<DiskTable> tables = DiskTable.all(edits.guest());
        List<String> missing = new ArrayList<>();
        for (String element : List.of(BootEntry.DEVICE, BootEntry.OS_DEVICE)) {
            Optional<BootDevice> device = entry.device(element);
            if (device.isPresent() && !device.get().isAmong(tables)) {
                missing.add(device.get().toString());
            }
        }
        if (!missing.isEmpty() && !tables.isEmpty()) {
            edits.find(
                    "WIN-BCD-DEVICE",
                    Severity.HIGH,
                    "%s is started from what is not on these disks (%s): the boot manager stops with 0xC000000E."
                            .formatted(
                                    entry.shown(),
                                    String.join(
                                            ", ", missing.stream().distinct().toList())),
                    "Convert all disks of the machine together; else start it from a Windows disc and run 'bcdboot C:\\Windows'.");
        }
    }
}
