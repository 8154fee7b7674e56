package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.fixup.FixupFolder;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.libvirt.Accelerator;
import org.p2vworkbench.converter.libvirt.DiskFile;
import org.p2vworkbench.converter.libvirt.DomainXml;
import org.p2vworkbench.converter.libvirt.Networks;
import org.p2vworkbench.converter.libvirt.QemuScript;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.fixups.plan.VirtualHardware;

/** The step that writes the libvirt definition, and the same machine as a script. */
public final class Define {

    private final MachineRecord record;
    private final MachinePlan plan;
    private final MachineFolder folder;

    Define(MachineRecord record, MachinePlan plan, MachineFolder folder) {
        this.record = record;
        this.plan = plan;
        this.folder = folder;
    }

    /** Writes the definition of a finished machine anew, after its guest was repaired or a repair was taken back. */
    public static void again(MachineFolder folder) throws IOException {
        new Define(
                        JsonText.read(folder.machineJson(), MachineRecord.class),
                        JsonText.read(folder.planJson(), MachinePlan.class),
                        folder)
                .run();
    }

    void run() throws IOException {
        Optional<VirtualHardware> needed =
                new FixupFolder(folder.path()).record().flatMap(FixupRecord::hardware);
        MachineHardware source = record.hardware().named(record.machine());
        MachineHardware hardware = needed.isPresent() ? new FittingHardware(needed.get()).of(source) : source;
        List<DiskFile> disks = new ArrayList<>();
        for (int i = 0; i < plan.disks().size(); i++) {
            MachinePlan.DiskPlan disk = plan.disks().get(i);
            disks.add(new DiskFile(
                    image(disk),
                    disk.imageFormat(),
                    i < hardware.disks().size() ? hardware.disks().get(i).at() : DriveAddress.UNKNOWN,
                    disk.device().isPresent()));
        }
        String xml = DomainXml.of(hardware, disks, record.uuid(), Accelerator.ofThisHost(), Networks.allDefault());
        DurableFile.write(folder.domainXml(), xml);
        DurableFile.write(folder.qemuScript(), QemuScript.of(hardware, disks, record.uuid(), folder.path()));
        Files.setPosixFilePermissions(folder.qemuScript(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The folder may have been moved since its plan was written; a device has not. */
    private Path image(MachinePlan.DiskPlan disk) {
        Path image = disk.device().isPresent()
                ? disk.image()
                : folder.disks().resolve(disk.image().getFileName().toString());
        return image.toAbsolutePath().normalize();
    }
}
