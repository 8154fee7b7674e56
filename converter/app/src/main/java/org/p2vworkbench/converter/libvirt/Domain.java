package org.p2vworkbench.converter.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.GuestClock;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.NicModel;

/**
 * The new machine: every decision made, nothing left to the writers but spelling.
 *
 * <p>A TPM is left out even where the source had one: what it kept is not in any image, so a new, empty one would only
 * make the machine depend on swtpm.
 */
record Domain(
        String name,
        UUID uuid,
        Firmware firmware,
        CpuTopology cpu,
        long memoryMib,
        GuestClock clock,
        List<Disk> disks,
        List<Placement> cdroms,
        boolean floppy,
        List<TargetScsi> scsiControllers,
        int sataControllers,
        List<Card> cards) {

    private static final long MIB = 1L << 20;
    private static final int MOST_CDROMS = 2;

    Domain {
        disks = List.copyOf(disks);
        cdroms = List.copyOf(cdroms);
        scsiControllers = List.copyOf(scsiControllers);
        cards = List.copyOf(cards);
    }

    /** A hard disk; the order in the list is the order of booting. */
    record Disk(DiskFile file, Placement at) {}

    /** A network card; {@code model} is spelled the same by libvirt and qemu. */
    record Card(Optional<String> mac, String model, Optional<String> bridge, boolean connected) {}

    static Domain of(MachineHardware hardware, List<DiskFile> files, UUID uuid, Networks networks) {
        DrivePlan plan = new DrivePlan(hardware.firmware());
        List<Placement> places = plan.place(files.stream().map(DiskFile::at).toList());
        List<Disk> disks = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            disks.add(new Disk(files.get(i), places.get(i)));
        }
        return new Domain(
                DomainName.of(hardware.name()),
                uuid,
                hardware.firmware(),
                hardware.cpu(),
                Math.max(1, (hardware.memoryBytes() - 1) / MIB + 1),
                hardware.clock(),
                disks,
                cdroms(hardware, plan),
                !hardware.floppies().isEmpty(),
                plan.scsiControllers(),
                plan.sataControllers(),
                hardware.nics().stream()
                        .map(nic -> new Card(
                                nic.mac().map(Object::toString),
                                model(nic.model(), hardware.firmware()),
                                networks.bridge(nic.network()),
                                nic.connected()))
                        .toList());
    }

    /** PC of 1996 for BIOS guests, which were installed on one like it; PC of 2009 for UEFI, which needs it. */
    String machineType() {
        return firmware.isUefi() ? "q35" : "pc";
    }

    /** At least one, empty: repairing a guest usually begins with a CD. */
    private static List<Placement> cdroms(MachineHardware hardware, DrivePlan plan) {
        if (hardware.cdroms().isEmpty()) {
            return List.of(plan.placeCdrom(Optional.empty()));
        }
        return hardware.cdroms().stream()
                .limit(MOST_CDROMS)
                .map(drive -> plan.placeCdrom(Optional.of(drive.at())))
                .toList();
    }

    /**
     * The card the guest has a driver for. VMware's vmxnet and its second version are cards only VMware has, found by
     * the guest's tools on top of a PCnet; for cards nobody named, every guest since Windows 2003 and Linux 2.4 drives
     * an E1000, and those of the UEFI age its PCI Express form.
     */
    private static String model(NicModel model, Firmware firmware) {
        return switch (model) {
            case E1000 -> "e1000";
            case E1000E -> "e1000e";
            case PCNET, FLEXIBLE, VMXNET2 -> "pcnet";
            case RTL8139 -> "rtl8139";
            case VMXNET3 -> "vmxnet3";
            case VIRTIO -> "virtio";
            case UNKNOWN -> firmware.isUefi() ? "e1000e" : "e1000";
        };
    }
}
