package org.p2vworkbench.agent.inventory.survey;

import java.util.List;

/**
 * A device that is made of others.
 *
 * @param kind "lvm", "crypt", "mpath", "dmraid", "other"
 */
public record Volume(String name, String kind, long sizeBytes, List<String> on, String type, String label) {}
