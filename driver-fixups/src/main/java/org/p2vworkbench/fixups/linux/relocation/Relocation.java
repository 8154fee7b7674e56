package org.p2vworkbench.fixups.linux.relocation;

import java.io.IOException;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.VirtualHardware;

/** A guest, the machine it comes from, and the one it goes to. */
public record Relocation(
        LinuxGuest guest, MachineFacts machine, VirtualHardware hardware, DeviceNames devices, LinuxOptions options) {

    public static Relocation of(GuestTree tree, LinuxGuest guest, MachineFacts machine, LinuxOptions options)
            throws IOException {
        VirtualHardware hardware = HardwareChoice.of(tree, guest, options);
        return new Relocation(guest, machine, hardware, DeviceNames.of(tree, machine, hardware.disks()), options);
    }
}
