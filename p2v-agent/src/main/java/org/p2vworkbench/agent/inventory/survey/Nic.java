package org.p2vworkbench.agent.inventory.survey;

import java.util.List;

/**
 * A network card.
 *
 * @param speedMegabits 0 without a link
 * @param addresses as the running system has them; none from a boot medium, where they are ours
 */
public record Nic(
        String name,
        String mac,
        String location,
        String driver,
        long speedMegabits,
        boolean linkUp,
        long mtu,
        List<String> addresses) {}
