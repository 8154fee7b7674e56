package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.fixups.linux.loader.KernelArguments;
import org.p2vworkbench.fixups.linux.relocation.DeviceNames;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * {@code root=} of every kernel: a name of the old machine becomes the filesystem's UUID, or the new name where no
 * initramfs is there to look a UUID up.
 */
public final class RootArgumentFixup implements Fixup<Relocation> {

    @Override
    public String name() {
        return "root-argument";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        DeviceNames devices = relocation.devices();
        Set<String> lost = new LinkedHashSet<>();
        CommandLines.edit(
                edits,
                (arguments, initramfs) -> root(arguments, initramfs, devices, lost),
                "The new machine calls the disk of the root filesystem by another name.");
        for (String device : lost) {
            edits.find(
                    "LINUX-ROOT-LOST",
                    Severity.HIGH,
                    "The boot loader starts a system on %s, which is on none of the disks that came.".formatted(device),
                    "Bring that disk too, or choose another entry when the machine starts.");
        }
    }

    private static KernelArguments root(
            KernelArguments arguments, boolean initramfs, DeviceNames devices, Set<String> lost) {
        Optional<String> root = arguments.value("root").filter(devices::isOld);
        if (root.isEmpty()) {
            return arguments;
        }
        Optional<String> found = initramfs ? devices.specification(root.get()) : devices.newName(root.get());
        if (found.isEmpty()) {
            lost.add(root.get());
        }
        return arguments.replacing("root", found.orElse(root.get()));
    }
}
