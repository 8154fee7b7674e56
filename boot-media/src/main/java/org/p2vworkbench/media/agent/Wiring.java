package org.p2vworkbench.media.agent;

import java.util.Optional;

/**
 * How the machine gets onto its network; what is empty is tried out.
 *
 * @param ip "dhcp", "CARD:dhcp", or "[CARD:]ADDRESS/BITS[:GATEWAY]"
 * @param vlan number of a VLAN, 1 to 4094
 * @param bond "CARD,CARD[:MODE]", the mode as the kernel calls it
 */
public record Wiring(Optional<String> ip, Optional<Integer> vlan, Optional<String> bond) {

    private static final int LAST_VLAN = 4094;

    /** Every card is asked for an address by DHCP. */
    public static final Wiring UNKNOWN = new Wiring(Optional.empty(), Optional.empty(), Optional.empty());

    public Wiring {
        if (vlan.filter(number -> number < 1 || number > LAST_VLAN).isPresent()) {
            throw new IllegalArgumentException("vlan: %d is not between 1 and %d".formatted(vlan.get(), LAST_VLAN));
        }
        if (bond.filter(one -> !one.contains(",")).isPresent()) {
            throw new IllegalArgumentException("bond: '%s' names no two cards".formatted(bond.get()));
        }
    }
}
