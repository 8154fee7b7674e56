package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Entries of the critical device database, by which Windows 2000 to 7 binds a boot device before it can read an INF file
 * (KB314082): hardware id, with '#' for '\', to service and device class.
 */
final class CriticalDevices {

    static final String IDE_CLASS = "{4D36E96A-E325-11CE-BFC1-08002BE10318}";
    static final String SCSI_CLASS = "{4D36E97B-E325-11CE-BFC1-08002BE10318}";
    private static final String DISK_CLASS = "{4D36E967-E325-11CE-BFC1-08002BE10318}";

    private record Entry(String id, String service, String classGuid) {}

    private CriticalDevices() {}

    static void bind(WindowsGuest guest, Edits edits, List<DiskDriver> usable) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (usable.contains(DiskDriver.ATAPI)) {
            entries.add(new Entry("primary_ide_channel", "atapi", IDE_CLASS));
            entries.add(new Entry("secondary_ide_channel", "atapi", IDE_CLASS));
            entries.add(new Entry("*pnp0600", "atapi", IDE_CLASS));
            if (guest.atLeast(6, 0)) {
                entries.add(new Entry("internal_ide_channel", "atapi", IDE_CLASS));
            }
            entries.add(new Entry("gendisk", "disk", DISK_CLASS));
        }
        if (usable.contains(DiskDriver.PCIIDE)) {
            entries.add(new Entry("pci#cc_0101", "pciide", IDE_CLASS));
        }
        if (usable.contains(DiskDriver.INTELIDE)) {
            // The PIIX3 that QEMU's i440fx machine has, and the PIIX4 of others.
            entries.add(new Entry("pci#ven_8086&dev_7010", "intelide", IDE_CLASS));
            entries.add(new Entry("pci#ven_8086&dev_7111", "intelide", IDE_CLASS));
        }
        if (usable.contains(DiskDriver.MSAHCI)) {
            entries.add(new Entry("pci#cc_010601", "msahci", IDE_CLASS));
        }
        for (Entry entry : entries) {
            bind(guest, edits, entry.id(), entry.service(), entry.classGuid());
        }
    }

    static void bind(WindowsGuest guest, Edits edits, String id, String service, String classGuid) throws IOException {
        for (String key : guest.inAllSets("Control\\CriticalDeviceDatabase\\" + id)) {
            String why = "binds %s to the controller of the new machine".formatted(service);
            boolean bound = guest.system()
                    .string(key, "Service")
                    .filter(now -> now.equalsIgnoreCase(service))
                    .isPresent();
            if (!bound) {
                guest.system().set(edits, key, "Service", RegistryData.text(service), why);
                guest.system().set(edits, key, "ClassGUID", RegistryData.text(classGuid), why);
            }
        }
    }
}
