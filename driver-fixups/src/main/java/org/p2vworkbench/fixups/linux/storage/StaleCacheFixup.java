package org.p2vworkbench.fixups.linux.storage;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/** What blkid and LVM remembered of the old machine's disks; they find out again by themselves. */
public final class StaleCacheFixup implements Fixup<Relocation> {

    private static final List<String> FILES = List.of(
            "/etc/blkid.tab",
            "/etc/blkid/blkid.tab",
            "/etc/blkid.tab.old",
            "/var/cache/blkid.tab",
            "/etc/lvm/.cache",
            "/etc/lvm/cache/.cache");

    @Override
    public String name() {
        return "stale-caches";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        for (String file : FILES) {
            edits.remove(file, "It remembers where volumes were on the old machine's disks.");
        }
    }
}
