package org.p2vworkbench.converter.hardware;

import java.util.Optional;

/**
 * A network card.
 *
 * @param mac absent when the old hypervisor was to invent one
 * @param network the old host's name for what it is plugged into
 * @param connected whether the cable is in at start
 * @param place absent when nobody saw the card in the old machine
 */
public record Nic(
        Optional<MacAddress> mac,
        NicModel model,
        Optional<String> network,
        boolean connected,
        Optional<OldPlace> place) {

    public Nic {
        // Records of an earlier version do not have it.
        place = place == null ? Optional.empty() : place;
    }

    public Nic(Optional<MacAddress> mac, NicModel model, Optional<String> network, boolean connected) {
        this(mac, model, network, connected, Optional.empty());
    }

    /** The same card, claiming to be another. */
    public Nic as(NicModel other) {
        return new Nic(mac, other, network, connected, place);
    }
}
