package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.converter.fixup.FixupFolder;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.libvirt.Blueprint;
import org.p2vworkbench.converter.libvirt.Board;
import org.p2vworkbench.converter.libvirt.DiskFile;
import org.p2vworkbench.converter.libvirt.GuestSystem;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.fixups.plan.VirtualHardware;

/** What comes out of a conversion: the hardware that its guest, repaired or not, can drive, and its disks in boot order. */
final class NewMachine {

    private static final String WWN_LINK = "disk/by-id/wwn-";

    private NewMachine() {}

    static Blueprint of(MachineRecord record, MachinePlan plan, MachineFolder folder) throws IOException {
        Optional<FixupRecord> repaired = new FixupFolder(folder.path()).record();
        Optional<VirtualHardware> needed = repaired.flatMap(FixupRecord::hardware);
        Map<String, String> guest = repaired.map(FixupRecord::guest).orElse(Map.of());
        Blueprint machine = withoutDisks(record.hardware().named(record.machine()), guest, needed, record.uuid());
        return machine.on(disks(record, plan, machine.hardware()));
    }

    /**
     * The machine around its disks.
     *
     * @param guest what was found out of it, by name
     * @param needed what it can drive; empty when nobody has looked
     */
    static Blueprint withoutDisks(
            MachineHardware described, Map<String, String> guest, Optional<VirtualHardware> needed, UUID uuid) {
        MachineHardware source = new KnownCards(guest).in(described);
        MachineHardware hardware = needed.isPresent() ? new FittingHardware(needed.get()).of(source) : source;
        return new Blueprint(
                hardware,
                GuestSystem.of(guest, hardware.guestOs()),
                Board.of(hardware.firmware(), needed.map(VirtualHardware::q35)),
                List.of(),
                uuid);
    }

    /** The disk number {@code i} of a machine. */
    static DiskFile disk(
            MachineHardware hardware, int i, Path image, String format, boolean device, Optional<String> serial) {
        Optional<DiskDrive> drive =
                i < hardware.disks().size() ? Optional.of(hardware.disks().get(i)) : Optional.empty();
        return new DiskFile(
                image,
                format,
                drive.map(DiskDrive::at).orElse(DriveAddress.UNKNOWN),
                device,
                serial,
                drive.flatMap(NewMachine::wwn));
    }

    /** udev names disks by it. */
    private static Optional<String> wwn(DiskDrive drive) {
        return drive.names().stream()
                .filter(name -> name.startsWith(WWN_LINK))
                .map(name -> name.substring(WWN_LINK.length()))
                .findFirst();
    }

    private static List<DiskFile> disks(MachineRecord record, MachinePlan plan, MachineHardware hardware) {
        List<DiskFile> disks = new ArrayList<>();
        for (int i = 0; i < plan.disks().size(); i++) {
            MachinePlan.DiskPlan disk = plan.disks().get(i);
            Optional<String> serial = record.disks().stream()
                    .filter(one -> one.name().equals(disk.name()))
                    .findFirst()
                    .flatMap(MachineRecord.Disk::serial);
            Path image = disk.image().toAbsolutePath().normalize();
            disks.add(disk(hardware, i, image, disk.imageFormat(), disk.device().isPresent(), serial));
        }
        return disks;
    }
}
