package org.p2vworkbench.fixups.linux.boot;

import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/** Says so when what starts the guest has no menu that is known here: its names of disks stay as they are. */
public final class UnknownLoaderFixup implements Fixup<Relocation> {

    @Override
    public String name() {
        return "unknown-loader";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) {
        if (relocation.guest().bootLoaders().isEmpty()
                && !relocation.guest().kernels().isEmpty()) {
            edits.find(
                    "LINUX-LOADER-UNKNOWN",
                    Severity.HIGH,
                    "The guest has kernels, and no menu of GRUB, EXTLINUX, LILO or ELILO and no boot loader entries: what"
                            + " starts it is not known, and names of disks in its settings stay as they are.",
                    "Look at its console when it starts for the first time; if its root filesystem is not found there,"
                            + " change 'root=' to the UUID that the guest's /etc/fstab has now.");
        }
    }
}
