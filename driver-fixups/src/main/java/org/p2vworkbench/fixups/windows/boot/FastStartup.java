package org.p2vworkbench.fixups.windows.boot;

import java.io.IOException;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Has Windows 8 and later shut down in full: after a "fast startup" shutdown a part of its volume is in the hibernation
 * file, and resuming that on other hardware stops.
 */
public final class FastStartup implements Fixup<WindowsGuest> {

    @Override
    public String name() {
        return "fast-startup";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        if (guest.facts().boot().fastStartup()) {
            guest.system()
                    .set(
                            edits,
                            guest.inCurrentSet("Control\\Session Manager\\Power"),
                            "HiberbootEnabled",
                            RegistryData.dword(0),
                            "a kernel of before must not be resumed on other hardware");
        }
    }
}
