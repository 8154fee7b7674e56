package org.p2vworkbench.converter.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.GuestClock;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.NicModel;
import org.p2vworkbench.converter.hardware.SmbiosIdentity;

/**
 * The new machine: every decision made, nothing left to the writers but spelling.
 *
 * @param uuid what libvirt knows it by, and what its firmware shows the guest
 * @param identity what else its firmware shows, where that is wanted
 * @param tpm whether it should have one; what the old one kept is in no image
 */
record Domain(
        String name,
        UUID uuid,
        GuestSystem guest,
        Board board,
        Firmware firmware,
        CpuTopology cpu,
        long memoryMib,
        GuestClock clock,
        List<Disk> disks,
        List<Placement> cdroms,
        boolean floppy,
        List<TargetScsi> scsiControllers,
        int sataControllers,
        List<Card> cards,
        Optional<SmbiosIdentity> identity,
        boolean tpm) {

    private static final long MIB = 1L << 20;
    private static final int MOST_CDROMS = 2;

    Domain {
        disks = List.copyOf(disks);
        cdroms = List.copyOf(cdroms);
        scsiControllers = List.copyOf(scsiControllers);
        cards = List.copyOf(cards);
    }

    /** A hard disk; the order in the list is the order of booting. */
    record Disk(DiskFile file, Placement at, DiskIdentity identity) {}

    /** A network card; {@code model} is spelled the same by libvirt and qemu. */
    record Card(Optional<String> mac, String model, Plug plug, boolean connected) {}

    static Domain of(Blueprint blueprint, Wishes wishes) throws UsageException {
        MachineHardware hardware = blueprint.hardware();
        DrivePlan plan = new DrivePlan(hardware.firmware(), blueprint.board());
        UUID uuid = uuid(blueprint, wishes);
        return new Domain(
                DomainName.of(wishes.name().orElse(hardware.name())),
                uuid,
                blueprint.guest(),
                blueprint.board(),
                hardware.firmware(),
                hardware.cpu(),
                Math.max(1, (hardware.memoryBytes() - 1) / MIB + 1),
                hardware.clock(),
                disks(blueprint, plan, uuid),
                cdroms(hardware, plan),
                !hardware.floppies().isEmpty(),
                plan.scsiControllers(),
                plan.sataControllers(),
                cards(hardware, Networks.parse(wishes.maps())),
                wishes.keepIdentity() ? hardware.identity() : Optional.empty(),
                wishes.tpm() && hardware.tpm());
    }

    /** The one that is shown must be the one that libvirt knows the machine by (formatdomain, "sysinfo"). */
    static UUID uuid(Blueprint blueprint, Wishes wishes) {
        return wishes.keepIdentity() ? blueprint.hardware().uuid().orElse(blueprint.uuid()) : blueprint.uuid();
    }

    private static List<Disk> disks(Blueprint blueprint, DrivePlan plan, UUID uuid) {
        List<DiskFile> files = blueprint.disks();
        List<Placement> places = plan.place(files.stream().map(DiskFile::at).toList());
        List<Disk> disks = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            DiskFile file = files.get(i);
            Placement at = places.get(i);
            disks.add(new Disk(file, at, DiskIdentity.of(file, at, uuid, i)));
        }
        return disks;
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

    private static List<Card> cards(MachineHardware hardware, Networks networks) throws UsageException {
        List<Plug> plugs = networks.of(hardware.nics());
        List<Card> cards = new ArrayList<>();
        for (int i = 0; i < plugs.size(); i++) {
            Nic nic = hardware.nics().get(i);
            cards.add(new Card(
                    nic.mac().map(Object::toString),
                    model(nic.model(), hardware.firmware()),
                    plugs.get(i),
                    nic.connected() && plugs.get(i).kind() != Plug.Kind.NONE));
        }
        return cards;
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

    /**
     * A 32-bit system gets the machine it was made for. OVMF of the distributions is for 64 bits, so machines with UEFI
     * keep those.
     */
    String architecture() {
        return guest.bits32() && !firmware.isUefi() ? "i686" : "x86_64";
    }

    /** Windows NT 4.0 stops at processors that describe themselves in more than three leaves of CPUID. */
    Optional<String> oldProcessor() {
        return guest.isWindowsBefore(5, 0) ? Optional.of("pentium") : Optional.empty();
    }

    /** Windows before Vista comes with a driver for this card, and for a plain VGA only with one of 16 colours. */
    String video() {
        return guest.isWindowsBefore(6, 0) ? "cirrus" : "vga";
    }

    /** Windows before XP finds nothing but unknown devices in what virtio offers beside disks and networks. */
    boolean drivesVirtioExtras() {
        return !guest.isWindowsBefore(5, 1);
    }

    /** Systems that are known to be new enough to be glad of random numbers. */
    boolean wantsRandomNumbers() {
        return firmware.isUefi() || guest.family() == GuestSystem.Family.LINUX || guest.isWindowsFrom(6, 1);
    }

    /** Systems with a driver that tells the host when they die. */
    boolean tellsWhenItDies() {
        return guest.family() == GuestSystem.Family.LINUX || guest.isWindowsFrom(6, 0);
    }

    boolean isSecure() {
        return firmware == Firmware.UEFI_SECURE_BOOT;
    }
}
