package org.p2vworkbench.fixups.linux.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.interfaces.Mac;
import org.p2vworkbench.fixups.linux.interfaces.NetworkInterface;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.MachineFacts;

/**
 * Which of the guest's interfaces is which card. The old machine's facts say it, the guest's configuration may say it in
 * several places, and what the kernel said while it started has it too.
 */
final class NicIdentities {

    private static final Pattern RULE_ADDRESS = Pattern.compile("(?:ATTR|SYSFS)\\{address\\}==\"([^\"]+)\"");
    private static final Pattern RULE_NAME = Pattern.compile("\\bNAME=\"([^\"%]+)\"");

    private NicIdentities() {}

    static List<NicIdentity> of(Relocation relocation, GuestTree guest) throws IOException {
        Map<String, String> known = new LinkedHashMap<>(written(relocation, guest));
        for (MachineFacts.Nic nic : relocation.machine().nics()) {
            if (!nic.name().isEmpty()) {
                known.put(nic.name(), nic.mac());
            }
        }
        Set<String> configured = new LinkedHashSet<>();
        for (NetworkInterface each : relocation.guest().network().interfaces()) {
            if (NicIdentity.isCard(each.name()) && !each.name().isEmpty()) {
                configured.add(each.name());
            }
        }
        byPlace(configured, relocation.machine().nics()).forEach(known::putIfAbsent);
        if (configured.size() > 1 && !known.keySet().containsAll(configured)) {
            KernelMessages.addresses(guest).forEach(known::putIfAbsent);
        }
        List<MachineFacts.Nic> cards = relocation.machine().nics();
        if (configured.size() == 1 && cards.size() == 1) {
            known.putIfAbsent(configured.iterator().next(), cards.get(0).mac());
        }
        List<NicIdentity> all = new ArrayList<>();
        for (String name : configured) {
            all.add(new NicIdentity(name, Optional.ofNullable(known.get(name))));
        }
        return all;
    }

    /** A name that says where its card sat belongs to the card that sat there. */
    private static Map<String, String> byPlace(Set<String> configured, List<MachineFacts.Nic> cards) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : configured) {
            PathName.pciAddress(name)
                    .flatMap(place -> cards.stream()
                            .filter(card -> card.pciAddress().equalsIgnoreCase(place))
                            .findFirst())
                    .ifPresent(card -> found.put(name, card.mac()));
        }
        return found;
    }

    /** Name to address, as files of the guest have it: its network configuration and udev's rules. */
    static Map<String, String> written(Relocation relocation, GuestTree guest) throws IOException {
        Map<String, String> known = new LinkedHashMap<>();
        for (String text : guest.texts("/etc/udev/rules.d", ".rules").values()) {
            for (String line : text.lines().toList()) {
                Matcher name = RULE_NAME.matcher(line);
                Matcher address = RULE_ADDRESS.matcher(line);
                if (!line.startsWith("#") && name.find() && address.find()) {
                    Mac.of(address.group(1)).ifPresent(mac -> known.put(name.group(1), mac));
                }
            }
        }
        for (NetworkInterface each : relocation.guest().network().interfaces()) {
            if (NicIdentity.isCard(each.name()) && !each.name().isEmpty()) {
                each.mac().ifPresent(mac -> known.put(each.name(), mac));
            }
        }
        return known;
    }
}
