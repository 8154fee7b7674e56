package org.p2vworkbench.converter.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.converter.hardware.MacAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.OldPlace;

/**
 * The network cards that a guest's own configuration names by their addresses. A machine whose source said nothing of
 * its cards gets these: with others its addresses would go to no interface.
 */
final class KnownCards {

    private final List<Card> cards;

    /** A card under the name that the guest has for it. */
    private record Card(Optional<String> name, MacAddress mac) {

        /** In {@code NAME=MAC}. */
        static Optional<Card> of(String text) {
            int equals = text.indexOf('=');
            Optional<String> name = equals > 0 ? Optional.of(text.substring(0, equals)) : Optional.empty();
            return MacAddress.parse(text.substring(equals + 1)).map(mac -> new Card(name, mac));
        }
    }

    /** @param guest facts of a repaired guest; "cards" is a list of {@code NAME=MAC} */
    KnownCards(Map<String, String> guest) {
        Map<MacAddress, Card> byAddress = new LinkedHashMap<>();
        Stream.of(guest.getOrDefault("cards", "").split(", "))
                .flatMap(text -> Card.of(text).stream())
                .forEach(card -> byAddress.putIfAbsent(card.mac(), card));
        cards = List.copyOf(byAddress.values());
    }

    MachineHardware in(MachineHardware described) {
        boolean silent =
                described.nics().size() == 1 && described.nics().get(0).mac().isEmpty();
        if (!silent || cards.isEmpty()) {
            return described;
        }
        Nic only = described.nics().get(0);
        List<Nic> nics = new ArrayList<>();
        for (Card card : cards) {
            Optional<OldPlace> place = card.name().map(name -> new OldPlace(name, ""));
            nics.add(new Nic(Optional.of(card.mac()), only.model(), only.network(), only.connected(), place));
        }
        return described.withNics(nics);
    }
}
