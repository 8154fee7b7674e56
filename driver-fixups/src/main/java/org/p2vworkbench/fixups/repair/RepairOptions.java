package org.p2vworkbench.fixups.repair;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.plan.BootCode;
import org.p2vworkbench.fixups.plan.MachineFacts;

/**
 * How a guest is to be repaired.
 *
 * @param root the device of the system that is meant, where there are several
 * @param machine what is known of the machine it comes from
 * @param virtioWin the content of a virtio-win disc, for Windows
 * @param bootCode for guests that have no boot loader; empty where none can be given
 * @param driverTables of services that do not fit, beside the one that comes with the program; for Windows
 */
public record RepairOptions(
        Optional<String> root,
        MachineFacts machine,
        Optional<Path> virtioWin,
        List<Path> driverTables,
        Optional<BootCode.Maker> bootCode) {

    public static final RepairOptions USUAL = new RepairOptions(Optional.empty(), MachineFacts.NONE);

    public RepairOptions {
        driverTables = List.copyOf(driverTables);
    }

    public RepairOptions(
            Optional<String> root, MachineFacts machine, Optional<Path> virtioWin, List<Path> driverTables) {
        this(root, machine, virtioWin, driverTables, Optional.empty());
    }

    public RepairOptions(Optional<String> root, MachineFacts machine) {
        this(root, machine, Optional.empty(), List.of());
    }

    /** The same for a machine of which more is known. */
    public RepairOptions of(MachineFacts known) {
        return new RepairOptions(root, known, virtioWin, driverTables, bootCode);
    }

    /** The same with the virtio drivers of another folder. */
    public RepairOptions withVirtioWin(Path folder) {
        return new RepairOptions(root, machine, Optional.of(folder), driverTables, bootCode);
    }
}
