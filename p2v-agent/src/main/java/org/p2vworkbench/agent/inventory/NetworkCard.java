package org.p2vworkbench.agent.inventory;

import java.util.List;

/**
 * A network card that is hardware.
 *
 * @param name the system's: "eth0", "enp3s0"
 * @param mac "52:54:00:12:34:56": its own, also in a bond
 * @param location PCI address, by which newer Linux names cards; empty for others, such as USB's
 * @param speedMegabits 0 without a link
 * @param addresses "192.0.2.1/24", "fe80::1/64"
 */
public record NetworkCard(
        String name,
        String mac,
        String location,
        String driver,
        long speedMegabits,
        boolean linkUp,
        List<String> addresses) {

    public NetworkCard {
        name = Missing.text(name);
        mac = Missing.text(mac);
        location = Missing.text(location);
        driver = Missing.text(driver);
        addresses = Missing.list(addresses);
    }
}
