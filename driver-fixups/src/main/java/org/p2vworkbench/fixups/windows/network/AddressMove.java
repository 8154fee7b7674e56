package org.p2vworkbench.fixups.windows.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.MachineFacts.Nic;
import org.p2vworkbench.fixups.windows.facts.NetworkCard;

/**
 * The addresses of an old card and the MAC address by which the new one is known, which keeps it.
 *
 * @param mac in lower case with colons
 */
record AddressMove(NetworkCard card, String mac) {

    private static final String IPV4 = "(?:\\d{1,3}\\.){3}\\d{1,3}";

    /** Those cards with addresses of which it is known which of the machine's they are: by place, or because there is one each. */
    static List<AddressMove> of(List<NetworkCard> cards, MachineFacts machine) {
        List<NetworkCard> fixed = cards.stream()
                .filter(card -> card.hasStaticAddress() && isSound(card))
                .toList();
        List<Nic> nics = machine.nics().stream()
                .filter(nic -> nic.mac().matches("(?:[0-9a-f]{2}:){5}[0-9a-f]{2}"))
                .toList();
        List<AddressMove> moves = new ArrayList<>();
        for (NetworkCard card : fixed) {
            Optional<Nic> same = nics.stream().filter(nic -> isAt(card, nic)).findFirst();
            if (same.isEmpty() && fixed.size() == 1 && nics.size() == 1) {
                same = Optional.of(nics.get(0));
            }
            same.ifPresent(nic -> moves.add(new AddressMove(card, nic.mac())));
        }
        return moves;
    }

    private static boolean isAt(NetworkCard card, Nic nic) {
        return card.pciAddress()
                .filter(place -> nic.pciAddress().toLowerCase(Locale.ROOT).endsWith(":" + place))
                .isPresent();
    }

    /** What goes into a script of the guest is numbers and dots; an address of another shape is not carried over. */
    private static boolean isSound(NetworkCard card) {
        List<String> all = new ArrayList<>(card.addresses());
        all.addAll(card.masks());
        all.addAll(card.gateways());
        all.addAll(card.nameServers());
        return card.addresses().size() == card.masks().size() && all.stream().allMatch(each -> each.matches(IPV4));
    }
}
