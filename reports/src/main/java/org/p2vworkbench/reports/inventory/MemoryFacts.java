package org.p2vworkbench.reports.inventory;

import java.util.List;

/** The main memory: what the kernel has of it, what is plugged in, and where. */
public record MemoryFacts(
        Fact<Long> totalBytes, Fact<Long> installedBytes, Fact<List<Module>> modules, Fact<Long> slots) {

    public MemoryFacts {
        totalBytes = Missing.fact(totalBytes);
        installedBytes = Missing.fact(installedBytes);
        modules = Missing.fact(modules);
        slots = Missing.fact(slots);
    }

    /** A stick. */
    public record Module(
            String slot, long bytes, String type, int megatransfers, String maker, String part, String serial) {

        public Module {
            slot = Missing.text(slot);
            bytes = Missing.amount(bytes);
            type = Missing.text(type);
            maker = Missing.text(maker);
            part = Missing.text(part);
            serial = Missing.text(serial);
        }
    }
}
