package org.p2vworkbench.agent.inventory.survey;

/** A USB device that is no hub; {@code vendor} and {@code device} in hexadecimal. */
public record UsbDevice(String place, String vendor, String device, String maker, String product, String serial) {}
