package org.p2vworkbench.converter.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.converter.hardware.MacAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;

/**
 * The network cards that a guest's own configuration names by their addresses. A machine whose source said nothing of
 * its cards gets these: with others its addresses would go to no interface.
 */
final class KnownCards {

    private final List<MacAddress> cards;

    /** @param guest facts of a repaired guest; "cards" is a list of {@code NAME=MAC} */
    KnownCards(Map<String, String> guest) {
        cards = Stream.of(guest.getOrDefault("cards", "").split(", "))
                .flatMap(card -> MacAddress.parse(card.substring(card.indexOf('=') + 1)).stream())
                .distinct()
                .toList();
    }

    MachineHardware in(MachineHardware described) {
        boolean silent =
                described.nics().size() == 1 && described.nics().get(0).mac().isEmpty();
        if (!silent || cards.isEmpty()) {
            return described;
        }
        Nic only = described.nics().get(0);
        List<Nic> nics = new ArrayList<>();
        for (MacAddress card : cards) {
            nics.add(new Nic(Optional.of(card), only.model(), only.network(), only.connected()));
        }
        return described.fitted(described.cpu(), described.disks(), nics, described.clock());
    }
}
