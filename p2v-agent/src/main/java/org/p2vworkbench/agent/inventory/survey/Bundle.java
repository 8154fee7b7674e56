package org.p2vworkbench.agent.inventory.survey;

import java.util.List;

/**
 * A network interface that is no hardware.
 *
 * @param kind "bond", "vlan", "bridge", "team"
 * @param detail mode of a bond, number of a VLAN; empty without one
 */
public record Bundle(String name, String kind, String detail, List<String> members, List<String> addresses) {}
