package org.p2vworkbench.converter.hardware;

/** What starts the machine. */
public enum Firmware {
    BIOS,
    UEFI,
    UEFI_SECURE_BOOT;

    public boolean isUefi() {
        return this != BIOS;
    }
}
