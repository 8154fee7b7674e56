package org.p2vworkbench.agent.inventory.survey;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.p2vworkbench.agent.inventory.MachineInventory;
import org.p2vworkbench.agent.inventory.PciDevice;
import org.p2vworkbench.agent.inventory.SysfsFolder;

/** What is plugged into PCI and USB. */
record DeviceCollector(Path root, MachineInventory machine) {

    /** Where distributions keep the names of PCI devices (pci.ids, the PCI ID repository's file). */
    private static final List<String> NAME_FILES =
            List.of("usr/share/misc/pci.ids", "usr/share/hwdata/pci.ids", "usr/share/pci.ids");

    private static final String HUB_CLASS = "09";

    List<PciCard> pci() {
        Map<String, String> names = names();
        return machine.pci().stream().map(device -> card(device, names)).toList();
    }

    private static PciCard card(PciDevice device, Map<String, String> names) {
        String vendor = names.getOrDefault(device.vendor(), "");
        String name = names.getOrDefault(device.vendor() + device.device(), "");
        return new PciCard(
                device.address(),
                device.classCode(),
                device.vendor(),
                device.device(),
                device.subsystemVendor() + device.subsystemDevice(),
                device.driver(),
                name.isEmpty() ? vendor : vendor + " " + name);
    }

    /** A vendor's line begins with its number, a device's with a tab and its number, a subsystem's with two tabs. */
    private Map<String, String> names() {
        Set<String> vendors = new HashSet<>();
        machine.pci().forEach(device -> vendors.add(device.vendor()));
        Map<String, String> names = new HashMap<>();
        for (String candidate : NAME_FILES) {
            Path file = root.resolve(candidate);
            if (names.isEmpty() && Files.isRegularFile(file)) {
                read(file, vendors, names);
            }
        }
        return names;
    }

    private static void read(Path file, Set<String> vendors, Map<String, String> names) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String vendor = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("[0-9a-f]{4} .*")) {
                    vendor = line.substring(0, 4);
                    if (vendors.contains(vendor)) {
                        names.put(vendor, line.substring(4).strip());
                    }
                } else if (vendors.contains(vendor) && line.matches("\t[0-9a-f]{4} .*")) {
                    names.put(vendor + line.substring(1, 5), line.substring(5).strip());
                }
            }
        } catch (IOException unreadable) {
            names.clear();
        }
    }

    List<UsbDevice> usb() {
        Path bus = root.resolve("sys/bus/usb/devices");
        return TextFile.names(bus).stream()
                .map(name -> new SysfsFolder(bus.resolve(name)))
                .filter(folder ->
                        folder.has("idVendor") && !folder.text("bDeviceClass").equals(HUB_CLASS))
                .map(folder -> new UsbDevice(
                        folder.path().getFileName().toString(),
                        folder.text("idVendor"),
                        folder.text("idProduct"),
                        folder.text("manufacturer"),
                        folder.text("product"),
                        folder.text("serial")))
                .toList();
    }
}
