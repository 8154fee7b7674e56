package org.p2vworkbench.converter.hardware;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A source machine as its description tells it.
 *
 * @param name as the operator of the old host called it: any text, hostile text included
 * @param guestOs the description's own word for the guest system ("rhel6-64", "windows9Guest"), a hint and no more
 * @param uuid what the firmware shows the guest (SMBIOS system UUID)
 * @param disks in the order in which the firmware tries to boot from them
 * @param tpm whether the guest had one; its secrets are in no image
 * @param identity what its maker had written into the firmware, where that is known
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
        boolean tpm,
        Optional<SmbiosIdentity> identity) {

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
        // A record of an earlier version does not have it.
        identity = identity == null ? Optional.empty() : identity;
    }

    /** A machine whose maker is not known: descriptions of virtual machines do not name one. */
    public MachineHardware(
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
        this(
                name,
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
                tpm,
                Optional.empty());
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
        return changed(copy -> copy.name = other);
    }

    /** The same machine with other disks. */
    public MachineHardware withDisks(List<DiskDrive> others) {
        return changed(copy -> copy.disks = others);
    }

    /** The same machine with other network cards. */
    public MachineHardware withNics(List<Nic> others) {
        return changed(copy -> copy.nics = others);
    }

    /** The same machine with another clock. */
    public MachineHardware withClock(GuestClock other) {
        return changed(copy -> copy.clock = other);
    }

    /** The same machine, larger or smaller. */
    public MachineHardware sized(CpuTopology otherCpu, long otherMemoryBytes) {
        return changed(copy -> {
            copy.cpu = otherCpu;
            copy.memoryBytes = otherMemoryBytes;
        });
    }

    private MachineHardware changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.made();
    }

    /** What of a machine is ever changed, while it is. */
    private static final class Copy {

        private final MachineHardware of;
        private String name;
        private CpuTopology cpu;
        private long memoryBytes;
        private List<DiskDrive> disks;
        private List<Nic> nics;
        private GuestClock clock;

        Copy(MachineHardware of) {
            this.of = of;
            name = of.name;
            cpu = of.cpu;
            memoryBytes = of.memoryBytes;
            disks = of.disks;
            nics = of.nics;
            clock = of.clock;
        }

        MachineHardware made() {
            return new MachineHardware(
                    name,
                    of.firmware,
                    cpu,
                    memoryBytes,
                    of.guestOs,
                    of.uuid,
                    disks,
                    of.cdroms,
                    of.floppies,
                    nics,
                    clock,
                    of.videoMemoryBytes,
                    of.tpm,
                    of.identity);
        }
    }
}
