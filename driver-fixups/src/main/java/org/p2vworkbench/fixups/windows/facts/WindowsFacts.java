package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.HiveKey;

/**
 * A Windows guest as its SYSTEM and SOFTWARE hives describe it.
 *
 * @param domain of its DNS name; empty in none
 * @param services by name in lower case
 * @param hal empty from Vista on, where it no longer matters
 * @param driverDatabase whether drivers are bound by SYSTEM\DriverDatabase (Windows 8 and later) and not by the
 *     critical device database
 * @param criticalDevices hardware ids of that database, lower case, with '#' for '\'
 * @param boundServices services, in lower case, that devices of a PCI bus are bound to
 * @param driverPolicies values of the group policy on installing devices, "DenyUnspecified=1"; none is the usual
 * @param groupPolicies whether policies of a domain have ever been applied
 */
public record WindowsFacts(
        String computerName,
        String domain,
        String timeZone,
        WindowsVersion version,
        ControlSets controlSets,
        Map<String, Service> services,
        Optional<Hal> hal,
        BootSettings boot,
        List<ClassFilters> filters,
        List<NetworkCard> networkCards,
        List<MountedDevice> mountedDevices,
        boolean driverDatabase,
        List<String> criticalDevices,
        List<String> boundServices,
        List<String> driverPolicies,
        boolean groupPolicies,
        Licence licence,
        List<Program> programs) {

    private static final String RESTRICTIONS = "Policies\\Microsoft\\Windows\\DeviceInstall\\Restrictions";
    private static final String HISTORY = "Microsoft\\Windows\\CurrentVersion\\Group Policy\\History";
    private static final List<String> HARDWARE_BUSES = List.of("PCI", "PCIIDE", "EISA", "ISAPNP");

    public WindowsFacts {
        services = new TreeMap<>(services);
        filters = List.copyOf(filters);
        networkCards = List.copyOf(networkCards);
        mountedDevices = List.copyOf(mountedDevices);
        criticalDevices = List.copyOf(criticalDevices);
        boundServices = List.copyOf(boundServices);
        driverPolicies = List.copyOf(driverPolicies);
        programs = List.copyOf(programs);
    }

    /** @throws NoWindowsException when these are no hives of a Windows that could start */
    public static WindowsFacts read(Hive system, Hive software) throws IOException {
        ControlSets sets = ControlSets.of(system);
        HiveReader all = new HiveReader(system);
        HiveReader set = all.in(sets.current());
        WindowsVersion version = WindowsVersion.of(software, set.in("Control"));
        return new WindowsFacts(
                set.string("Control\\ComputerName\\ComputerName", "ComputerName"),
                set.string("Services\\Tcpip\\Parameters", "Domain"),
                timeZone(set),
                version,
                sets,
                services(set),
                version.atLeast(6, 0) ? Optional.empty() : Hal.of(set),
                BootSettings.of(set, all),
                ClassFilters.all(set),
                NetworkCard.all(set),
                MountedDevice.all(system),
                all.has("DriverDatabase"),
                set.children("Control\\CriticalDeviceDatabase").stream()
                        .map(key -> key.name().toLowerCase(Locale.ROOT))
                        .toList(),
                boundServices(set),
                policies(new HiveReader(software)),
                new HiveReader(software)
                        .children(HISTORY).stream().anyMatch(key -> key.name().startsWith("{")),
                Licence.of(software),
                Program.all(software));
    }

    /** Its key's name from Vista on; before, the name in the language of the system. */
    private static String timeZone(HiveReader set) throws IOException {
        String place = "Control\\TimeZoneInformation";
        String key = set.string(place, "TimeZoneKeyName");
        return key.isEmpty() ? set.string(place, "StandardName") : key;
    }

    private static Map<String, Service> services(HiveReader set) throws IOException {
        Map<String, Service> services = new TreeMap<>();
        for (HiveKey key : set.children("Services")) {
            services.put(key.name().toLowerCase(Locale.ROOT), Service.of(key));
        }
        return services;
    }

    private static List<String> boundServices(HiveReader set) throws IOException {
        List<String> bound = new ArrayList<>();
        for (String bus : HARDWARE_BUSES) {
            for (HiveKey device : set.children("Enum\\" + bus)) {
                for (HiveKey instance : device.children()) {
                    bound.add(HiveReader.string(instance, "Service").toLowerCase(Locale.ROOT));
                }
            }
        }
        return bound.stream()
                .filter(name -> !name.isEmpty())
                .sorted()
                .distinct()
                .toList();
    }

    private static List<String> policies(HiveReader software) throws IOException {
        List<String> policies = new ArrayList<>();
        Optional<HiveKey> key = software.key(RESTRICTIONS);
        if (key.isPresent()) {
            for (var value : key.get().values()) {
                value.number().ifPresent(number -> policies.add(value.name() + "=" + number));
            }
        }
        return policies;
    }

    public Optional<Service> service(String name) {
        return Optional.ofNullable(services.get(name.toLowerCase(Locale.ROOT)));
    }
}
