package org.p2vworkbench.fixups.linux.network;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network card by the name that the guest gives it.
 *
 * @param mac of the card in the new machine; empty when nobody knows
 */
record NicIdentity(String name, Optional<String> mac) {

    private static final Pattern MADE_BY_SOFTWARE = Pattern.compile(
            "(lo|bond|team|br|virbr|vmbr|vlan|tun|tap|wg|docker|veth|dummy|ppp|sit|ib|lxc|ovs|gre|vxlan|wlan).*"
                    + "|.*[.:].*");

    /** Names of which the kernel counts the number, card by card as it finds them. */
    private static final Pattern COUNTED = Pattern.compile("eth\\d+");

    static boolean isCard(String name) {
        return !MADE_BY_SOFTWARE.matcher(name).matches();
    }

    boolean isCounted() {
        return COUNTED.matcher(name).matches();
    }
}
