package org.p2vworkbench.fixups.appliance;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An operating system found on the drives.
 *
 * @param device where its root lies
 * @param type "linux", "windows", "freebsd", ...
 * @param product "debian 5.0.10", "Windows Server 2003"; empty when it does not say
 * @param mountpoints guest path to device, in the order of mounting
 * @param drives upper-case letter to device; empty for what is no Windows
 */
public record GuestRoot(
        String device,
        String type,
        String product,
        SortedMap<String, String> mountpoints,
        SortedMap<String, String> drives) {

    public GuestRoot {
        mountpoints = new TreeMap<>(mountpoints);
        drives = new TreeMap<>(drives);
    }

    public boolean isWindows() {
        return type.equals("windows");
    }
}
