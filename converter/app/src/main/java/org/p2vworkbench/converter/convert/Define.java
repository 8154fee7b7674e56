package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.libvirt.Accelerator;
import org.p2vworkbench.converter.libvirt.DiskFile;
import org.p2vworkbench.converter.libvirt.DomainXml;
import org.p2vworkbench.converter.libvirt.Networks;
import org.p2vworkbench.converter.libvirt.QemuScript;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;

/** The step that writes the libvirt definition, and the same machine as a script. */
final class Define {

    private final MachineSource source;
    private final MachineRecord record;
    private final MachinePlan plan;
    private final MachineFolder folder;

    Define(MachineSource source, MachineRecord record, MachinePlan plan, MachineFolder folder) {
        this.source = source;
        this.record = record;
        this.plan = plan;
        this.folder = folder;
    }

    void run() throws IOException {
        MachineHardware hardware = source.hardware().named(source.name());
        List<DiskFile> disks = new ArrayList<>();
        for (int i = 0; i < plan.disks().size(); i++) {
            MachinePlan.DiskPlan disk = plan.disks().get(i);
            disks.add(new DiskFile(
                    disk.image().toAbsolutePath().normalize(),
                    disk.imageFormat(),
                    source.disks().get(i).at(),
                    disk.device().isPresent()));
        }
        String xml = DomainXml.of(hardware, disks, record.uuid(), Accelerator.ofThisHost(), Networks.allDefault());
        DurableFile.write(folder.domainXml(), xml);
        DurableFile.write(folder.qemuScript(), QemuScript.of(hardware, disks, record.uuid(), folder.path()));
        Files.setPosixFilePermissions(folder.qemuScript(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
