package org.p2vworkbench.agent.inventory;

/**
 * A device on the PCI bus.
 *
 * @param address "0000:00:1f.2"
 * @param classCode "010601": class, subclass, interface, in hexadecimal
 * @param vendor and {@code device}, {@code subsystemVendor}, {@code subsystemDevice}: four hexadecimal digits each
 * @param driver that serves it now; empty without one
 */
public record PciDevice(
        String address,
        String classCode,
        String vendor,
        String device,
        String subsystemVendor,
        String subsystemDevice,
        String driver) {

    public PciDevice {
        address = Missing.text(address);
        classCode = Missing.text(classCode);
        vendor = Missing.text(vendor);
        device = Missing.text(device);
        subsystemVendor = Missing.text(subsystemVendor);
        subsystemDevice = Missing.text(subsystemDevice);
        driver = Missing.text(driver);
    }
}
