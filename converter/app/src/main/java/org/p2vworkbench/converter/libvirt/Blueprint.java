package org.p2vworkbench.converter.libvirt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.MachineHardware;

/**
 * What the new machine is made from: hardware that its guest can drive, the guest, and the converted disks.
 *
 * @param disks in boot order
 * @param uuid chosen once for the new machine
 */
public record Blueprint(MachineHardware hardware, GuestSystem guest, Board board, List<DiskFile> disks, UUID uuid) {

    public Blueprint {
        disks = List.copyOf(disks);
    }

    /** A machine nobody has looked into. */
    public static Blueprint of(MachineHardware hardware, List<DiskFile> disks, UUID uuid) {
        return new Blueprint(
                hardware,
                GuestSystem.of(Map.of(), hardware.guestOs()),
                Board.of(hardware.firmware(), Optional.empty()),
                disks,
                uuid);
    }

    /** The same machine on other images of the same disks. */
    public Blueprint on(List<DiskFile> others) {
        return new Blueprint(hardware, guest, board, others, uuid);
    }

    /** The same machine, larger or smaller. */
    public Blueprint sized(CpuTopology cpu, long memoryBytes) {
        return new Blueprint(hardware.sized(cpu, memoryBytes), guest, board, disks, uuid);
    }
}
