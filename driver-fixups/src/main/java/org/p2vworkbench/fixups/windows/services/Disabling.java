package org.p2vworkbench.fixups.windows.services;

import java.io.IOException;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.facts.Service;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Disables a service, in the current control set alone: the last known good one stays a way back. The key stays, because
 * an uninstaller run later needs it.
 */
final class Disabling {

    private static final RegistryData DISABLED = RegistryData.dword(4);
    private static final int SEVERE = 2;

    private Disabling() {}

    static void plan(WindowsGuest guest, Edits edits, Service service, String why) throws IOException {
        String key = guest.inCurrentSet("Services\\" + service.name());
        guest.system().set(edits, key, "Start", DISABLED, why);
        if (service.override().isPresent()) {
            guest.system().set(edits, key + "\\StartOverride", "0", DISABLED, why);
        }
        if (service.errorControl() >= SEVERE) {
            guest.system()
                    .set(
                            edits,
                            key,
                            "ErrorControl",
                            RegistryData.dword(1),
                            "its absence must not stop the start of Windows");
        }
    }
}
