package org.p2vworkbench.fixups.windows.boot;

import java.io.IOException;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/** Keeps a stop error on the screen, where the boot proof and people can read it, instead of starting over for ever. */
public final class StopScreen implements Fixup<WindowsGuest> {

    @Override
    public String name() {
        return "stop-screen";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        for (String key : guest.inAllSets("Control\\CrashControl")) {
            guest.system()
                    .set(edits, key, "AutoReboot", RegistryData.dword(0), "a stop error is to stay on the screen");
        }
    }
}
