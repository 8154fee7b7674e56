package org.p2vworkbench.converter.hardware;

/**
 * What the old machine's system called a network card, and where the card sat. A system that names its cards by that is
 * told which one is meant.
 *
 * @param name of the interface, "eno1"; empty when it was seen by another system than the one on the disks
 * @param pciAddress "0000:02:00.0"; empty when it is on no PCI bus
 */
public record OldPlace(String name, String pciAddress) {}
