package org.p2vworkbench.converter.hardware;

import java.util.Optional;

/**
 * A network card.
 *
 * @param mac absent when the old hypervisor was to invent one
 * @param network the old host's name for what it is plugged into
 * @param connected whether the cable is in at start
 * @param interfaceName what the old system called it: "eth0"
 */
public record Nic(
        Optional<MacAddress> mac,
        NicModel model,
        Optional<String> network,
        boolean connected,
        Optional<String> interfaceName) {

    public Nic {
        // A record of an earlier version does not have it.
        interfaceName = interfaceName == null ? Optional.empty() : interfaceName;
    }

    public Nic(Optional<MacAddress> mac, NicModel model, Optional<String> network, boolean connected) {
        this(mac, model, network, connected, Optional.empty());
    }

    public Nic withModel(NicModel other) {
        return new Nic(mac, other, network, connected, interfaceName);
    }
}
