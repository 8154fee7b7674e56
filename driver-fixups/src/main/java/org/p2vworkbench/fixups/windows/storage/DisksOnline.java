package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Servers since 2008 may leave disks offline that they find on a bus they were not on, so that drives beside the one
 * they start from are missing. The SAN policy 1 brings all of them online (diskpart, {@code san policy=OnlineAll}).
 */
public final class DisksOnline implements Fixup<WindowsGuest> {

    private static final int ONLINE_ALL = 1;

    @Override
    public String name() {
        return "disks-online";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        if (guest.atLeast(6, 0) && guest.facts().version().isServer()) {
            guest.system()
                    .set(
                            edits,
                            guest.inCurrentSet("Services\\partmgr\\Parameters"),
                            "SanPolicy",
                            RegistryData.dword(ONLINE_ALL),
                            "disks on another bus would stay offline");
        }
    }
}
