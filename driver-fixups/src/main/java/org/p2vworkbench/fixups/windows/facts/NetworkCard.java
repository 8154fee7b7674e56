package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.registry.HiveKey;

/**
 * A network card that Windows has had, present or not, with the addresses it keeps for it
 * (Control\Class\{4D36E972-...}, Control\Network, Services\Tcpip\Parameters\Interfaces).
 *
 * @param guid with braces; what the addresses hang on
 * @param description of the card
 * @param connection what the user sees: "Local Area Connection"; empty when it has none
 * @param device below Enum; empty when it is not known
 * @param pciAddress "02:00.0"; empty for what is on no PCI bus
 * @param macOverride as the driver was told to use it; usually empty, because the card's own is in no registry
 */
public record NetworkCard(
        String guid,
        String description,
        String connection,
        String device,
        Optional<String> pciAddress,
        String macOverride,
        boolean dhcp,
        List<String> addresses,
        List<String> masks,
        List<String> gateways,
        List<String> nameServers,
        String domain) {

    private static final String NET_CLASS = "{4D36E972-E325-11CE-BFC1-08002BE10318}";
    private static final Set<String> BUSES =
            Set.of("PCI", "USB", "EISA", "ISAPNP", "PCMCIA", "XEN", "XENBUS", "XENVIF", "VMBUS");

    private static final Pattern SHORT = Pattern.compile("\\((\\d{1,3}),(\\d{1,2}),(\\d)\\)$");
    private static final Pattern WORDS =
            Pattern.compile("\\D*?(\\d{1,3}), \\D*?(\\d{1,2}), \\D*?(\\d)$", Pattern.UNICODE_CHARACTER_CLASS);

    public NetworkCard {
        addresses = List.copyOf(addresses);
        masks = List.copyOf(masks);
        gateways = List.copyOf(gateways);
        nameServers = List.copyOf(nameServers);
    }

    /**
     * Those that hardware stands behind, or stood, and those with an address to keep: a team of cards is one. Tunnels,
     * dial-up and the like are left out.
     */
    static List<NetworkCard> all(HiveReader set) throws IOException {
        List<NetworkCard> all = new ArrayList<>();
        for (HiveKey driver : set.children("Control\\Class\\" + NET_CLASS)) {
            String guid = HiveReader.string(driver, "NetCfgInstanceId");
            if (!guid.isEmpty()) {
                NetworkCard card = of(set, driver, guid);
                if (BUSES.contains(card.bus()) || card.hasStaticAddress()) {
                    all.add(card);
                }
            }
        }
        return all;
    }

    private static NetworkCard of(HiveReader set, HiveKey driver, String guid) throws IOException {
        String connection = "Control\\Network\\%s\\%s\\Connection".formatted(NET_CLASS, guid);
        String device = set.string(connection, "PnpInstanceID");
        String tcpip = "Services\\Tcpip\\Parameters\\Interfaces\\" + guid;
        return new NetworkCard(
                guid,
                HiveReader.string(driver, "DriverDesc"),
                set.string(connection, "Name"),
                device,
                device.isEmpty() ? Optional.empty() : pciAddress(set.string("Enum\\" + device, "LocationInformation")),
                HiveReader.string(driver, "NetworkAddress"),
                set.number(tcpip, "EnableDHCP").orElse(1) != 0,
                real(set.strings(tcpip, "IPAddress")),
                real(set.strings(tcpip, "SubnetMask")),
                set.strings(tcpip, "DefaultGateway"),
                split(set.string(tcpip, "NameServer")),
                set.string(tcpip, "Domain"));
    }

    /** Without the 0.0.0.0 that stands for an address by DHCP. */
    private static List<String> real(List<String> addresses) {
        return addresses.stream().filter(each -> !each.equals("0.0.0.0")).toList();
    }

    private static List<String> split(String servers) {
        return servers.isBlank() ? List.of() : List.of(servers.strip().split("[ ,;]+"));
    }

    /** From "PCI bus 2, device 0, function 0", in any language, or Vista's "@...;PCI bus %1, ...;(2,0,0)". */
    static Optional<String> pciAddress(String location) {
        Matcher brief = SHORT.matcher(location);
        Matcher found = brief.find() ? brief : WORDS.matcher(location);
        if (found != brief && !found.find()) {
            return Optional.empty();
        }
        return Optional.of("%02x:%02x.%s"
                .formatted(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), found.group(3)));
    }

    private String bus() {
        return device.replaceFirst("\\\\.*", "").toUpperCase(Locale.ROOT);
    }

    public boolean hasStaticAddress() {
        return !dhcp && !addresses.isEmpty();
    }
}
