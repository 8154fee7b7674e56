package org.p2vworkbench.fixups.linux.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/** Old device names in other files of the system that hold some: every one that is known becomes a path that holds. */
public final class NamesInFilesFixup implements Fixup<Relocation> {

    private static final List<String> FILES = List.of(
            "/etc/kdump.conf",
            "/etc/sysconfig/kdump",
            "/etc/hdparm.conf",
            "/etc/sysconfig/rawdevices",
            "/etc/sysconfig/oracleasm",
            "/etc/raidtab",
            "/etc/default/grub-installdevice",
            "/etc/sysconfig/grub");

    @Override
    public String name() {
        return "device-names";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        List<String> files = new ArrayList<>(FILES);
        files.addAll(edits.guest().texts("/etc/initramfs-tools/conf.d", "").keySet());
        for (String file : files) {
            if (edits.guest().isFile(file)) {
                String text = edits.guest().text(file).orElseThrow();
                edits.write(
                        file, relocation.devices().replaceIn(text), "The new machine calls its disks by other names.");
            }
        }
    }
}
