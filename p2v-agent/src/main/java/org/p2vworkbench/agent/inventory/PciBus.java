package org.p2vworkbench.agent.inventory;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The devices below /sys/bus/pci. */
record PciBus(Path root) {

    static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");

    private static final int CLASS_DIGITS = 6;
    private static final int ID_DIGITS = 4;

    List<PciDevice> devices() {
        SysfsFolder bus = new SysfsFolder(root.resolve("sys/bus/pci"));
        return bus.names("devices").stream()
                .filter(name -> ADDRESS.matcher(name).matches())
                .map(name -> device(
                        name, new SysfsFolder(bus.path().resolve("devices").resolve(name))))
                .toList();
    }

    private static PciDevice device(String address, SysfsFolder folder) {
        return new PciDevice(
                address,
                hex(folder, "class", CLASS_DIGITS),
                hex(folder, "vendor", ID_DIGITS),
                hex(folder, "device", ID_DIGITS),
                hex(folder, "subsystem_vendor", ID_DIGITS),
                hex(folder, "subsystem_device", ID_DIGITS),
                folder.linkName("driver"));
    }

    /** sysfs writes "0x8086". */
    private static String hex(SysfsFolder folder, String attribute, int digits) {
        String text = folder.text(attribute);
        return text.matches("0x[0-9a-f]{" + digits + "}") ? text.substring(2) : "";
    }
}
