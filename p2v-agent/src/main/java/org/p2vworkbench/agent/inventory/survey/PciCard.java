package org.p2vworkbench.agent.inventory.survey;

/** A device on the PCI bus, with its names where this system knows them. */
public record PciCard(
        String address, String classCode, String vendor, String device, String subsystem, String driver, String name) {}
