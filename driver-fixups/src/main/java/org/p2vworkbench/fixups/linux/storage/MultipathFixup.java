package org.p2vworkbench.fixups.linux.storage;

import java.io.IOException;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/**
 * Keeps multipath off the new machine's disks, which have one path each: a map over one would take the disk away from
 * whoever mounts it by its own name. The guest's file stays where it is, and one beside it excludes the disks
 * (multipath.conf(5), "config_dir"); it is there when a SAN is attached again.
 */
public final class MultipathFixup implements Fixup<Relocation> {

    private static final String OWN = "/etc/multipath/conf.d/p2v.conf";

    @Override
    public String name() {
        return "multipath";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        if (!edits.guest().isFile("/etc/multipath.conf")) {
            return;
        }
        edits.create(
                OWN,
                Content.of(
                        "blacklist {\n\tdevnode \"^vd[a-z]\"\n\tdevice {\n\t\tvendor \"QEMU\"\n\t\tproduct \".*\"\n\t}\n"
                                + "\tdevice {\n\t\tvendor \"ATA\"\n\t\tproduct \"QEMU.*\"\n\t}\n}\n"),
                0644,
                "The new machine's disks have one path each, and must not be hidden behind a map.");
    }
}
