package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.fixup.FixupFolder;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.libvirt.DiskFile;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.fixups.plan.VirtualHardware;

/** What comes out of a conversion: the hardware that its guest, repaired or not, can drive, and its disks in boot order. */
record NewMachine(MachineHardware hardware, List<DiskFile> disks) {

    NewMachine {
        disks = List.copyOf(disks);
    }

    static NewMachine of(MachineRecord record, MachinePlan plan, MachineFolder folder) throws IOException {
        Optional<FixupRecord> repaired = new FixupFolder(folder.path()).record();
        Optional<VirtualHardware> needed = repaired.flatMap(FixupRecord::hardware);
        MachineHardware described = record.hardware().named(record.machine());
        MachineHardware source =
                repaired.isPresent() ? new KnownCards(repaired.get().guest()).in(described) : described;
        MachineHardware hardware = needed.isPresent() ? new FittingHardware(needed.get()).of(source) : source;
        List<DiskFile> disks = new ArrayList<>();
        for (int i = 0; i < plan.disks().size(); i++) {
            MachinePlan.DiskPlan disk = plan.disks().get(i);
            disks.add(new DiskFile(
                    image(disk, folder),
                    disk.imageFormat(),
                    i < hardware.disks().size() ? hardware.disks().get(i).at() : DriveAddress.UNKNOWN,
                    disk.device().isPresent()));
        }
        return new NewMachine(hardware, disks);
    }

    /** The folder may have been moved since its plan was written; a device has not. */
    private static Path image(MachinePlan.DiskPlan disk, MachineFolder folder) {
        Path image = disk.device().isPresent()
                ? disk.image()
                : folder.disks().resolve(disk.image().getFileName().toString());
        return image.toAbsolutePath().normalize();
    }
}
