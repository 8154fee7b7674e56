package org.p2vworkbench.fixups.repair;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.windows.ntfs.Consent;

/**
 * How a guest is to be repaired.
 *
 * @param root the device of the system that is meant, where there are several
 * @param machine what is known of the machine it comes from
 * @param virtioWin the content of a virtio-win disc, for Windows
 * @param driverTables of services that do not fit, beside the one that comes with the program; for Windows
 * @param linux what is wanted otherwise for Linux
 * @param keys of its encrypted volumes
 * @param consents to lose what a Windows holds that was not shut down in order
 */
public record RepairOptions(
        Optional<String> root,
        MachineFacts machine,
        Optional<Path> virtioWin,
        List<Path> driverTables,
        LinuxOptions linux,
        List<VolumeKey> keys,
        Set<Consent> consents) {

    public static final RepairOptions USUAL = new RepairOptions(
            Optional.empty(),
            MachineFacts.NONE,
            Optional.empty(),
            List.of(),
            LinuxOptions.DEFAULT,
            List.of(),
            Set.of());

    public RepairOptions {
        driverTables = List.copyOf(driverTables);
        keys = List.copyOf(keys);
        consents = Set.copyOf(consents);
    }

    /** The same for a machine of which more is known. */
    public RepairOptions of(MachineFacts known) {
        return new RepairOptions(root, known, virtioWin, driverTables, linux, keys, consents);
    }

    /** The same with the virtio drivers of another folder. */
    public RepairOptions withVirtioWin(Path folder) {
        return new RepairOptions(root, machine, Optional.of(folder), driverTables, linux, keys, consents);
    }

    /** The same with what is wanted of a Linux guest. */
    public RepairOptions with(LinuxOptions wanted) {
        return new RepairOptions(root, machine, virtioWin, driverTables, wanted, keys, consents);
    }

    /** The same with keys of encrypted volumes. */
    public RepairOptions with(List<VolumeKey> known) {
        return new RepairOptions(root, machine, virtioWin, driverTables, linux, known, consents);
    }

    /** The same with what may be lost. */
    public RepairOptions with(Set<Consent> given) {
        return new RepairOptions(root, machine, virtioWin, driverTables, linux, keys, given);
    }
}
