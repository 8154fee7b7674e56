package org.p2vworkbench.fixups.repair;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.plan.MachineFacts;

/**
 * How a guest is to be repaired.
 *
 * @param root the device of the system that is meant, where there are several
 * @param machine what is known of the machine it comes from
 * @param virtioWin the content of a virtio-win disc, for Windows
 * @param driverTables of services that do not fit, beside the one that comes with the program; for Windows
 * @param linux what is wanted otherwise for Linux
 * @param keys of its encrypted volumes
 */
public record RepairOptions(
        Optional<String> root,
        MachineFacts machine,
        Optional<Path> virtioWin,
        List<Path> driverTables,
        LinuxOptions linux,
        List<VolumeKey> keys) {

    public static final RepairOptions USUAL = new RepairOptions(
            Optional.empty(), MachineFacts.NONE, Optional.empty(), List.of(), LinuxOptions.DEFAULT, List.of());

    public RepairOptions {
        driverTables = List.copyOf(driverTables);
        keys = List.copyOf(keys);
    }

    /** The same for a machine of which more is known. */
    public RepairOptions of(MachineFacts known) {
        return new RepairOptions(root, known, virtioWin, driverTables, linux, keys);
    }

    /** The same with the virtio drivers of another folder. */
    public RepairOptions withVirtioWin(Path folder) {
        return new RepairOptions(root, machine, Optional.of(folder), driverTables, linux, keys);
    }

    /** The same with what is wanted of a Linux guest. */
    public RepairOptions with(LinuxOptions wanted) {
        return new RepairOptions(root, machine, virtioWin, driverTables, wanted, keys);
    }

    /** The same with keys of encrypted volumes. */
    public RepairOptions with(List<VolumeKey> known) {
        return new RepairOptions(root, machine, virtioWin, driverTables, linux, known);
    }
}
