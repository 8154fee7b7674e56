package org.p2vworkbench.converter.libvirt;

import java.util.Optional;

/**
 * Where a drive sits in the new machine.
 *
 * @param device libvirt's name for it, unique in the machine: "hda", "sdb"
 * @param controller counted per bus
 * @param unit IDE: channel times two plus 0 for master, 1 for slave; SATA: port; SCSI: id; virtio: 0
 */
record Placement(TargetBus bus, Optional<TargetScsi> scsi, String device, int controller, int unit) {

    private static final int LETTERS = 26;

    /** "sda" to "sdz", then "sdaa" as the kernel goes on. */
    static String deviceName(TargetBus bus, int index) {
        StringBuilder suffix = new StringBuilder();
        for (int rest = index; rest >= 0; rest = rest / LETTERS - 1) {
            suffix.insert(0, (char) ('a' + rest % LETTERS));
        }
        return bus.letters() + suffix;
    }
}
