package org.p2vworkbench.converter.hardware;

import java.util.Optional;

/**
 * A network card.
 *
 * @param mac absent when the old hypervisor was to invent one
 * @param network the old host's name for what it is plugged into
 * @param connected whether the cable is in at start
 */
public record Nic(Optional<MacAddress> mac, NicModel model, Optional<String> network, boolean connected) {}
