package org.p2vworkbench.fixups.linux.relocation;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest;
import org.p2vworkbench.fixups.plan.BootCode;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.VirtualHardware;

/** A guest, the machine it comes from, and the one it goes to. */
public record Relocation(
        LinuxGuest guest,
        MachineFacts machine,
        VirtualHardware hardware,
        DeviceNames devices,
        LinuxOptions options,
        Optional<BootCode.Maker> bootCode) {

    public static Relocation of(GuestTree tree, LinuxGuest guest, MachineFacts machine, LinuxOptions options)
            throws IOException {
        return of(tree, guest, machine, options, Optional.empty());
    }

    /** @param bootCode for a guest that has no boot loader */
    public static Relocation of(
            GuestTree tree,
            LinuxGuest guest,
            MachineFacts machine,
            LinuxOptions options,
            Optional<BootCode.Maker> bootCode)
            throws IOException {
        VirtualHardware hardware = HardwareChoice.of(tree, guest, options);
        return new Relocation(
                guest, machine, hardware, DeviceNames.of(tree, machine, hardware.disks()), options, bootCode);
    }
}
