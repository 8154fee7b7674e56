package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.libvirt.Accelerator;
import org.p2vworkbench.converter.libvirt.DomainXml;
import org.p2vworkbench.converter.libvirt.Networks;
import org.p2vworkbench.converter.libvirt.QemuScript;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;

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
        NewMachine machine = NewMachine.of(record, plan, folder);
        String xml = DomainXml.of(
                machine.hardware(), machine.disks(), record.uuid(), Accelerator.ofThisHost(), Networks.allDefault());
        DurableFile.write(folder.domainXml(), xml);
        DurableFile.write(
                folder.qemuScript(), QemuScript.of(machine.hardware(), machine.disks(), record.uuid(), folder.path()));
        Files.setPosixFilePermissions(folder.qemuScript(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
