package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.registry.RegistryType;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Installs the virtio disk driver so far that Windows starts from it, and lays the other virtio drivers where Windows
 * looks for the drivers of what it finds. Keys and values are those of virt-v2v; {@code DriverDatabase} entries are under
 * a label of our own.
 */
public final class VirtioDrivers implements Fixup<WindowsGuest> {

    static final String DISK_DRIVER = "viostor";
    private static final String DEVICE_PATH_KEY = "Microsoft\\Windows\\CurrentVersion";
    private static final String FOLDER = "\\Drivers\\VirtIO";

    @Override
    public String name() {
        return "virtio-drivers";
    }

    /** Whether the guest can be started from a virtio disk once this has been applied. */
    static boolean has(WindowsGuest guest) {
        return guest.virtioWin()
                .map(disc -> disc.driversFor(guest.facts().version()))
                .filter(files -> files.containsKey(DISK_DRIVER + ".sys"))
                .isPresent();
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        if (guest.virtioWin().isEmpty()) {
            return;
        }
        SortedMap<String, Path> files =
                guest.virtioWin().get().driversFor(guest.facts().version());
        if (!has(guest)) {
            edits.find(
                    "WIN-001",
                    Severity.HIGH,
                    "The virtio drivers that were given have no %s.sys for %s on %s."
                            .formatted(
                                    DISK_DRIVER,
                                    guest.facts().version().product(),
                                    guest.facts().version().architecture().folder()),
                    "The machine gets disks that Windows has a driver for; use an older virtio-win disc for virtio.");
            return;
        }
        for (Map.Entry<String, Path> each : files.entrySet()) {
            edits.create(
                    guest.systemRoot() + FOLDER.replace('\\', '/') + "/" + each.getKey(),
                    Content.of(each.getValue()),
                    0644,
                    "Windows looks for drivers of virtual hardware here");
        }
        edits.create(
                guest.driverFile(DISK_DRIVER),
                Content.of(files.get(DISK_DRIVER + ".sys")),
                0644,
                "the driver of the virtio disk that Windows starts from");
        service(guest, edits);
        if (guest.facts().driverDatabase()) {
            DriverDatabase.bind(guest, edits, DISK_DRIVER);
        } else {
            for (String id : PciIds.VIRTIO_BLK) {
                CriticalDevices.bind(
                        guest, edits, "pci#" + id.toLowerCase(Locale.ROOT), DISK_DRIVER, CriticalDevices.SCSI_CLASS);
            }
        }
        devicePath(guest, edits);
        if (guest.atLeast(6, 1) && !guest.atLeast(6, 2)) {
            edits.find(
                    "WIN-001",
                    Severity.MEDIUM,
                    "Virtio drivers of 2020 and later are signed by SHA-2, which this Windows only accepts with the update KB3033929.",
                    "If it does not start, install that update on the old machine first, or convert without --virtio-win.");
        }
    }

    private static void service(WindowsGuest guest, Edits edits) throws IOException {
        String why = "has Windows load the virtio disk driver when it starts";
        for (String key : guest.inAllSets("Services\\" + DISK_DRIVER)) {
            guest.system().set(edits, key, "Type", RegistryData.dword(1), why);
            guest.system().set(edits, key, "Start", RegistryData.dword(0), why);
            guest.system().set(edits, key, "Group", RegistryData.text("SCSI miniport"), why);
            guest.system().set(edits, key, "ErrorControl", RegistryData.dword(1), why);
            guest.system()
                    .set(
                            edits,
                            key,
                            "ImagePath",
                            RegistryData.expandable("system32\\drivers\\" + DISK_DRIVER + ".sys"),
                            why);
            if (guest.system().number(key + "\\StartOverride", "0").orElse(0) != 0) {
                guest.system().set(edits, key + "\\StartOverride", "0", RegistryData.dword(0), why);
            }
        }
    }

    /** Keeps the type that the value has, which may be either kind of text. */
    private static void devicePath(WindowsGuest guest, Edits edits) throws IOException {
        RegistryData now = guest.software()
                .value(DEVICE_PATH_KEY, "DevicePath")
                .orElse(RegistryData.expandable("%SystemRoot%\\inf"));
        String text = now.string().orElse("%SystemRoot%\\inf");
        if (!text.toLowerCase(Locale.ROOT).contains(FOLDER.toLowerCase(Locale.ROOT))) {
            String longer = text + ";%SystemRoot%" + FOLDER;
            guest.software()
                    .set(
                            edits,
                            DEVICE_PATH_KEY,
                            "DevicePath",
                            now.type().equals(RegistryType.SZ)
                                    ? RegistryData.text(longer)
                                    : RegistryData.expandable(longer),
                            "has Windows look for drivers in %SystemRoot%" + FOLDER);
        }
    }
}
