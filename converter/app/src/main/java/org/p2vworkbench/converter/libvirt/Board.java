package org.p2vworkbench.converter.libvirt;

import java.util.Optional;
import org.p2vworkbench.converter.hardware.Firmware;

/**
 * The main board. UEFI needs the one of 2009, and guests that are known to drive PCI Express and AHCI get it: Windows
 * from Vista on, Linux from 4.0 on or with virtio 1.0 put back into an older kernel. All others were installed on
 * something like the one of 1996, and whoever is not known is taken for one of these.
 */
public enum Board {
    I440FX("pc"),
    Q35("q35");

    private final String qemuName;

    Board(String qemuName) {
        this.qemuName = qemuName;
    }

    /** @param drivesPciExpress what the repair found out about the guest; empty when nobody looked */
    public static Board of(Firmware firmware, Optional<Boolean> drivesPciExpress) {
        return firmware.isUefi() || drivesPciExpress.orElse(false) ? Q35 : I440FX;
    }

    String qemuName() {
        return qemuName;
    }

    boolean hasIde() {
        return this == I440FX;
    }
}
