package org.p2vworkbench.converter.hardware;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A source machine as its description tells it.
 *
 * @param name as the operator of the old host called it: any text, hostile text included
 * @param guestOs the description's own word for the guest system ("rhel6-64", "windows9Guest"), a hint and no more
 * @param uuid what the firmware shows the guest (SMBIOS system UUID)
 * @param disks in the order in which the firmware tries to boot from them
 * @param tpm whether the guest had one; its secrets are in no image
 */
public record MachineHardware(
        String name,
        Firmware firmware,
        CpuTopology cpu,
        long memoryBytes,
        Optional<String> guestOs,
        Optional<UUID> uuid,
        List<DiskDrive> disks,
        List<RemovableDrive> cdroms,
        List<RemovableDrive> floppies,
        List<Nic> nics,
        GuestClock clock,
        Optional<Long> videoMemoryBytes,
        boolean tpm) {

    private static final long BARE_MEMORY_BYTES = 2L << 30;
    private static final int BARE_CPUS = 2;

    public MachineHardware {
        if (memoryBytes <= 0) {
            throw new IllegalArgumentException("a machine with " + memoryBytes + " bytes of memory");
        }
        disks = List.copyOf(disks);
        cdroms = List.copyOf(cdroms);
        floppies = List.copyOf(floppies);
        nics = List.copyOf(nics);
    }

    /** The machine around disks that came without a description: small, and enough for whatever boots from them. */
    public static MachineHardware aroundBareDisks(String name, Firmware firmware, List<String> images) {
        return new MachineHardware(
                name,
                firmware,
                CpuTopology.sockets(BARE_CPUS),
                BARE_MEMORY_BYTES,
                Optional.empty(),
                Optional.empty(),
                images.stream()
                        .map(image -> new DiskDrive(DriveAddress.UNKNOWN, image))
                        .toList(),
                List.of(),
                List.of(),
                List.of(new Nic(Optional.empty(), NicModel.UNKNOWN, Optional.empty(), true)),
                GuestClock.UTC,
                Optional.empty(),
                false);
    }

    /** The same machine under another name. */
    public MachineHardware named(String other) {
        return new MachineHardware(
                other,
                firmware,
                cpu,
                memoryBytes,
                guestOs,
                uuid,
                disks,
                cdroms,
                floppies,
                nics,
                clock,
                videoMemoryBytes,
                tpm);
    }

    /** The same machine with other disks. */
    public MachineHardware withDisks(List<DiskDrive> others) {
        return new MachineHardware(
                name,
                firmware,
                cpu,
                memoryBytes,
                guestOs,
                uuid,
                others,
                cdroms,
                floppies,
                nics,
                clock,
                videoMemoryBytes,
                tpm);
    }

    /** The same machine with what its guest can drive. */
    public MachineHardware fitted(
            CpuTopology otherCpu, List<DiskDrive> others, List<Nic> otherNics, GuestClock otherClock) {
        return new MachineHardware(
                name,
                firmware,
                otherCpu,
                memoryBytes,
                guestOs,
                uuid,
                others,
                cdroms,
                floppies,
                otherNics,
                otherClock,
                videoMemoryBytes,
                tpm);
    }

    /** The same machine, larger or smaller. */
    public MachineHardware sized(CpuTopology otherCpu, long otherMemoryBytes) {
        return new MachineHardware(
                name,
                firmware,
                otherCpu,
                otherMemoryBytes,
                guestOs,
                uuid,
                disks,
                cdroms,
                floppies,
                nics,
                clock,
                videoMemoryBytes,
                tpm);
    }
}
