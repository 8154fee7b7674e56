package org.p2vworkbench.converter.cli;

import java.io.IOException;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.device.TargetDevice;
import org.p2vworkbench.converter.failure.RefusedException;

/** Shows what will be overwritten and has the operator type its path: the one thing that nobody types by accident. */
final class DeviceQuestion {

    private final Console console;

    DeviceQuestion(Console console) {
        this.console = console;
    }

    /** Shows every device of the plan; without {@code answered}, each must be confirmed before any is written. */
    void ask(MachinePlan plan, boolean answered) throws IOException, InterruptedException {
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            if (disk.device().isPresent()) {
                show(plan, disk, disk.device().get());
                if (!answered) {
                    demandPath(disk.device().get());
                }
            }
        }
    }

    private void show(MachinePlan plan, MachinePlan.DiskPlan disk, TargetDevice device) {
        console.aside("%s will be overwritten with disk %s of %s, %s."
                .formatted(device.path(), disk.name(), plan.machine(), Amounts.bytes(disk.virtualBytes())));
        console.aside("  device  %s, %s".formatted(device.name(), device.description()));
        console.aside("  size    %s (%d bytes)".formatted(Amounts.bytes(device.sizeBytes()), device.sizeBytes()));
        console.aside("  holds   %s".formatted(device.holds()));
    }

    private void demandPath(TargetDevice device) throws IOException, InterruptedException {
        if (!console.keyboard().isThere()) {
            throw new RefusedException(
                    device.path().toString(),
                    "would be overwritten, and there is no terminal to confirm that on",
                    "Look at what is said above; if that is the device you mean, add --yes.");
        }
        console.prompt("Type %s to go on, anything else to stop: ".formatted(device.path()));
        if (!console.keyboard().line().equals(device.path().toString())) {
            throw new RefusedException(
                    device.path().toString(),
                    "was not confirmed; nothing was written",
                    "Run the same command again and type the path as it is shown.");
        }
    }
}
