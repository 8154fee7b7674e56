package org.p2vworkbench.fixups.windows.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.windows.drivers.DriverTable;
import org.p2vworkbench.fixups.windows.facts.Service;
import org.p2vworkbench.fixups.windows.facts.WindowsFacts;
import org.p2vworkbench.fixups.windows.hive.HiveDraft;

/**
 * A Windows guest under repair: what it was, and its registry as the changes planned so far leave it.
 *
 * @param systemRoot the folder of Windows on its volume: "/Windows"
 * @param facts as they were before anything was planned
 * @param bootStore what the boot manager goes by; empty before Vista, and when none can be read
 * @param virtioWin drivers for virtual hardware, when there are any to give it
 */
public record WindowsGuest(
        String systemRoot,
        WindowsFacts facts,
        HiveDraft system,
        HiveDraft software,
        Optional<HiveDraft> bootStore,
        DriverTable drivers,
        MachineFacts machine,
        Optional<VirtioWin> virtioWin) {

    private static final int DISABLED = 4;

    /** A key of the control set that Windows starts next. */
    public String inCurrentSet(String key) {
        return facts.controlSets().current() + '\\' + key;
    }

    /** The same key of every control set that has services to start; the last known good one is meant to start too. */
    public List<String> inAllSets(String key) throws IOException {
        ArrayList<String> keys = new ArrayList<>();
        for (String set : facts.controlSets().all()) {
            if (system.hasKey(set + "\\Services")) {
                keys.add(set + '\\' + key);
            }
        }
        return keys;
    }

    /** Where a driver's file belongs. */
    public String driverFile(String name) {
        return systemRoot + "/system32/drivers/" + name + ".sys";
    }

    /** Whether a service will not be started, after what is planned. */
    public boolean isDisabled(String service) throws IOException {
        String key = inCurrentSet("Services\\" + service);
        OptionalLong override = system.number(key + "\\StartOverride", "0");
        return (override.isPresent() ? override : system.number(key, "Start")).orElse(0) == DISABLED;
    }

    /** Whether the file is there that a service is started from; true also where it cannot be told which that is. */
    public boolean hasFileOf(Service service, GuestTree files) throws IOException {
        Optional<String> file = service.file(systemRoot);
        return file.isEmpty() || files.isFile(file.get());
    }

    public boolean atLeast(int major, int minor) {
        return facts.version().atLeast(major, minor);
    }
}
