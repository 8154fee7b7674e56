package org.p2vworkbench.agent.inventory.survey;

import java.util.List;

/**
 * The main memory.
 *
 * @param totalBytes what the kernel has of it
 * @param installedBytes what is plugged in
 */
public record Memory(Fact<Long> totalBytes, Fact<Long> installedBytes, Fact<List<Module>> modules, Fact<Long> slots) {

    /** A stick. Texts are empty where it says nothing. */
    public record Module(
            String slot, long bytes, String type, int megatransfers, String maker, String part, String serial) {}
}
