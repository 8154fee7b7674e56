package org.p2vworkbench.agent.inventory.survey;

import java.util.List;

/**
 * A network card.
 *
 * @param speedMegabits 0 without a link
 * @param addresses as the running system has them; none from a boot medium, where they are ours
 * @param neighbour the switch, where a program on this machine listens to it
 */
public record Nic(
        String name,
        String mac,
        String location,
        String driver,
        long speedMegabits,
        boolean linkUp,
        long mtu,
        List<String> addresses,
        Fact<Neighbour> neighbour) {

    /**
     * What is plugged in at its other end, as that says of itself (IEEE 802.1AB, LLDP).
     *
     * @param vlans that it carries, by number
     */
    public record Neighbour(
            String system, String description, String port, String portDescription, List<String> vlans) {}
}
