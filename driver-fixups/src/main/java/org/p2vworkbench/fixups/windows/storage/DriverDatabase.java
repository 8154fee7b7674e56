package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * A driver package in SYSTEM\DriverDatabase, by which Windows 8 and later binds a boot device: the shape that virt-v2v
 * found to be enough. It stands for a package that is not installed, so it should go once the real one is.
 */
final class DriverDatabase {

    private static final String INF = "p2vdisk.inf";
    private static final String CONFIGURATION = "p2vdisk_conf";
    /** Version record: an unknown constant, the GUID of the SCSI adapter class, zeros; from Windows 10 on it must be there. */
    private static final byte[] VERSION =
            HexFormat.of().parseHex("00ff0900000000007be9364d25e3ce11bfc108002be10318" + "00".repeat(24));

    private DriverDatabase() {}

    static void bind(WindowsGuest guest, Edits edits, String service) throws IOException {
        String why = "binds %s to the disk controller of the new machine".formatted(service);
        String label = INF + "_" + guest.facts().version().architecture().folder() + "_0000000000000000";
        String infFile = "DriverDatabase\\DriverInfFiles\\" + INF;
        String driverPackage = "DriverDatabase\\DriverPackages\\" + label;
        guest.system().set(edits, infFile, "", RegistryData.texts(List.of(label)), why);
        guest.system().set(edits, infFile, "Active", RegistryData.text(label), why);
        guest.system().set(edits, infFile, "Configurations", RegistryData.texts(List.of(CONFIGURATION)), why);
        guest.system().set(edits, driverPackage, "Version", RegistryData.binary(VERSION), why);
        String configuration = driverPackage + "\\Configurations\\" + CONFIGURATION;
        guest.system().set(edits, configuration, "ConfigFlags", RegistryData.dword(0), why);
        guest.system().set(edits, configuration, "Service", RegistryData.text(service), why);
        for (String id : PciIds.VIRTIO_BLK) {
            guest.system()
                    .set(
                            edits,
                            "DriverDatabase\\DeviceIds\\PCI\\" + id,
                            INF,
                            RegistryData.binary(new byte[] {1, -1, 0, 0}),
                            why);
            guest.system()
                    .set(
                            edits,
                            driverPackage + "\\Descriptors\\PCI\\" + id,
                            "Configuration",
                            RegistryData.text(CONFIGURATION),
                            why);
        }
    }
}
