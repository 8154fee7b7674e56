package org.p2vworkbench.fixups.description;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.windows.facts.NetworkCard;
import org.p2vworkbench.fixups.windows.facts.Program;
import org.p2vworkbench.fixups.windows.facts.Service;
import org.p2vworkbench.fixups.windows.facts.WindowsFacts;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion;

/**
 * A Windows, by its registry.
 *
 * @param version "6.1.7601"
 * @param licence "oem", "volume", "retail"; empty when it does not say
 * @param roles "domain controller", "cluster", "database", and what else it serves
 * @param software programs that are installed and services that start by themselves
 * @param encrypted volumes: "/dev/sda2 BitLocker"
 * @param virtioDriversExist for its version and processor
 * @param otherProcessorKernel whether it was installed for a machine of another kind (XP and 2003)
 * @param ghostCards whether cards that are gone, or one of two, hold an address
 */
public record WindowsDescription(
        String name,
        String version,
        int bits,
        String hostName,
        String domain,
        String timeZone,
        boolean clockInUtc,
        String bootLoader,
        List<Address> addresses,
        List<String> nameServers,
        List<String> gateways,
        String licence,
        List<String> roles,
        List<String> software,
        List<String> encrypted,
        boolean driverPolicyBlocks,
        boolean virtioDriversExist,
        boolean otherProcessorKernel,
        boolean ghostCards) {

    private static final int MOST_SOFTWARE = 1000;

    /** What a service is there for that starts by itself; names in lower case. */
    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("clussvc", "cluster"),
            Map.entry("mssqlserver", "database"),
            Map.entry("msexchangeis", "mail"),
            Map.entry("w3svc", "web server"),
            Map.entry("dns", "name server"),
            Map.entry("dhcpserver", "DHCP server"),
            Map.entry("vmms", "Hyper-V"),
            Map.entry("certsvc", "certificate authority"),
            Map.entry("dfs", "DFS"),
            Map.entry("ntds", "domain controller"));

    /** Of an interface; {@code way} is "static" or "dhcp". */
    public record Address(String name, String way, String address) {}

    public WindowsDescription {
        addresses = List.copyOf(addresses);
        nameServers = List.copyOf(nameServers);
        gateways = List.copyOf(gateways);
        roles = List.copyOf(roles);
        software = List.copyOf(software);
        encrypted = List.copyOf(encrypted);
    }

    /** @param systems see {@link GuestDescription#systems} */
    public static GuestDescription of(GuestTree guest, WindowsFacts facts, int systems) throws IOException {
        WindowsVersion version = facts.version();
        WindowsDescription windows = new WindowsDescription(
                (version.product() + " " + version.servicePack()).strip(),
                "%d.%d.%d".formatted(version.major(), version.minor(), version.build()),
                version.is64Bit() ? 64 : 32,
                facts.computerName(),
                facts.domain(),
                facts.timeZone(),
                facts.boot().clockUtc(),
                version.atLeast(6, 0) ? "bootmgr" : "ntldr",
                addresses(facts),
                distinct(facts.networkCards().stream()
                        .map(NetworkCard::nameServers)
                        .toList()),
                distinct(
                        facts.networkCards().stream().map(NetworkCard::gateways).toList()),
                licence(facts.licence().channel()),
                roles(facts),
                software(facts),
                guest.volumes().stream()
                        .filter(volume -> volume.type().toLowerCase(Locale.ROOT).contains("bitlocker"))
                        .map(GuestVolume::device)
                        .map(device -> device + " BitLocker")
                        .toList(),
                facts.driverPolicies().stream().anyMatch(policy -> !policy.endsWith("=0")),
                haveVirtioDrivers(version),
                facts.hal()
                        .filter(hal -> !(hal.usesAcpi() && hal.isMultiprocessor()))
                        .isPresent(),
                ghosts(facts.networkCards()));
        return new GuestDescription(systems, Rooms.of(guest, "C:"), Optional.of(windows), Optional.empty());
    }

    private static List<Address> addresses(WindowsFacts facts) {
        List<Address> all = new ArrayList<>();
        for (NetworkCard card : facts.networkCards()) {
            String name = card.connection().isEmpty() ? card.description() : card.connection();
            if (card.hasStaticAddress()) {
                card.addresses().forEach(address -> all.add(new Address(name, "static", address)));
            } else if (card.dhcp()) {
                all.add(new Address(name, "dhcp", ""));
            }
        }
        return all;
    }

    private static List<String> distinct(List<List<String>> lists) {
        return lists.stream().flatMap(List::stream).distinct().toList();
    }

    private static String licence(String channel) {
        String text = channel.toLowerCase(Locale.ROOT);
        return text.startsWith("oem")
                ? "oem"
                : text.startsWith("volume") ? "volume" : text.startsWith("retail") ? "retail" : "";
    }

    private static List<String> roles(WindowsFacts facts) {
        Set<String> roles = new TreeSet<>();
        if (facts.version().role() == WindowsVersion.Role.DOMAIN_CONTROLLER) {
            roles.add("domain controller");
        }
        for (Service service : facts.services().values()) {
            String name = service.name().toLowerCase(Locale.ROOT);
            if (service.startsByItself() && ROLES.containsKey(name)) {
                roles.add(ROLES.get(name));
            } else if (service.startsByItself() && (name.startsWith("mssql$") || name.startsWith("oracleservice"))) {
                roles.add("database");
            }
        }
        return List.copyOf(roles);
    }

    private static List<String> software(WindowsFacts facts) {
        List<String> software = new ArrayList<>();
        facts.programs().stream().map(Program::name).distinct().forEach(software::add);
        facts.services().values().stream()
                .filter(service -> !service.isDriver() && service.startsByItself())
                .map(Service::name)
                .forEach(software::add);
        return software.subList(0, Math.min(MOST_SOFTWARE, software.size()));
    }

    /** The discs of virtio-win begin with XP, and with these processors. */
    private static boolean haveVirtioDrivers(WindowsVersion version) {
        return version.atLeast(5, 1)
                && Set.of(
                                WindowsVersion.Architecture.X86,
                                WindowsVersion.Architecture.X64,
                                WindowsVersion.Architecture.ARM64)
                        .contains(version.architecture());
    }

    private static boolean ghosts(List<NetworkCard> cards) {
        Set<String> seen = new HashSet<>();
        return cards.stream()
                .filter(NetworkCard::hasStaticAddress)
                .anyMatch(card ->
                        card.device().isEmpty() || card.addresses().stream().anyMatch(address -> !seen.add(address)));
    }
}
