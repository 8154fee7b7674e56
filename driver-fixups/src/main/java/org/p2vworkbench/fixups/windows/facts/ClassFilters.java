package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.p2vworkbench.fixups.registry.HiveKey;

/**
 * A list of filter drivers: one that cannot be started keeps every device of the class from starting.
 *
 * @param key below the control set: {@code Control\Class\{4d36e967-...}}, or a device's below Enum
 * @param value "UpperFilters" or "LowerFilters"
 * @param label what it filters, for people: "DiskDrive"
 */
public record ClassFilters(String key, String value, String label, List<String> services) {

    private static final List<String> VALUES = List.of("UpperFilters", "LowerFilters");
    /** Where the devices hang that a disk is reached by; elsewhere a filter costs a device, not the start. */
    private static final List<String> BUSES = List.of("IDE", "SCSI", "STORAGE", "PCI", "PCIIDE");

    /** Of the many devices on a PCI bus those of these classes: IDE, SCSI, system. */
    private static final List<String> CONTROLLERS = List.of(
            "{4d36e96a-e325-11ce-bfc1-08002be10318}",
            "{4d36e97b-e325-11ce-bfc1-08002be10318}",
            "{4d36e97d-e325-11ce-bfc1-08002be10318}");

    public ClassFilters {
        services = List.copyOf(services);
    }

    static List<ClassFilters> all(HiveReader set) throws IOException {
        List<ClassFilters> all = new ArrayList<>();
        for (HiveKey each : set.children("Control\\Class")) {
            add(all, "Control\\Class\\" + each.name(), label(each), each);
        }
        for (String bus : BUSES) {
            for (HiveKey device : set.children("Enum\\" + bus)) {
                for (HiveKey instance : device.children()) {
                    if (bus.equals("PCI") && isOther(instance)) {
                        continue;
                    }
                    String path = "Enum\\%s\\%s\\%s".formatted(bus, device.name(), instance.name());
                    add(all, path, device.name(), instance);
                }
            }
        }
        return all;
    }

    private static boolean isOther(HiveKey device) throws IOException {
        String classGuid = HiveReader.string(device, "ClassGUID").toLowerCase(Locale.ROOT);
        return !classGuid.isEmpty() && !CONTROLLERS.contains(classGuid);
    }

    private static String label(HiveKey classKey) throws IOException {
        String named = HiveReader.string(classKey, "Class");
        return named.isEmpty() ? HiveReader.string(classKey, "") : named;
    }

    private static void add(List<ClassFilters> all, String path, String label, HiveKey key) throws IOException {
        for (String value : VALUES) {
            List<String> services = HiveReader.strings(key, value);
            if (!services.isEmpty()) {
                all.add(new ClassFilters(path, value, label, services));
            }
        }
    }
}
