package org.p2vworkbench.agent.inventory;

import java.util.List;

/**
 * A disk, as far as its system knows it without reading it.
 *
 * @param name the kernel's, which the wire protocol's list of disks has as well
 * @param transport "sata", "sas", "scsi", "nvme", "usb", "virtio", "fc", "iscsi", "mmc", "xen"; empty if unknown
 * @param controller PCI address of what it hangs on; see {@link MachineInventory#pci} for the rest
 * @param driver of that controller
 * @param byIdNames names in /dev/disk/by-id
 * @param uses what the running system does with it, in words
 */
public record DiskFacts(
        String name,
        String path,
        String model,
        String serial,
        String wwn,
        long sizeBytes,
        int logicalSectorBytes,
        int physicalSectorBytes,
        String transport,
        String controller,
        String driver,
        boolean rotational,
        boolean removable,
        boolean readOnly,
        List<String> byIdNames,
        List<String> uses) {

    public DiskFacts {
        name = Missing.text(name);
        path = Missing.text(path);
        model = Missing.text(model);
        serial = Missing.text(serial);
        wwn = Missing.text(wwn);
        transport = Missing.text(transport);
        controller = Missing.text(controller);
        driver = Missing.text(driver);
        byIdNames = Missing.list(byIdNames);
        uses = Missing.list(uses);
    }
}
