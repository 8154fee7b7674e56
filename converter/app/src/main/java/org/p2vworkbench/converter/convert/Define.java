package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.libvirt.Blueprint;
import org.p2vworkbench.converter.libvirt.DomainXml;
import org.p2vworkbench.converter.libvirt.HostFeatures;
import org.p2vworkbench.converter.libvirt.ProxmoxConf;
import org.p2vworkbench.converter.libvirt.QemuScript;
import org.p2vworkbench.converter.libvirt.Wishes;
import org.p2vworkbench.converter.store.DurableFile;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;

/** The step that writes the libvirt definition, and the same machine for those who do without libvirt. */
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
        new Define(JsonText.read(folder.machineJson(), MachineRecord.class), MachinePlan.of(folder), folder).run();
    }

    /** What a finished machine is made from. */
    public static Blueprint blueprint(MachineFolder folder) throws IOException {
        return NewMachine.of(JsonText.read(folder.machineJson(), MachineRecord.class), MachinePlan.of(folder), folder);
    }

    /** What the operator wanted when it was defined last. */
    public static Wishes wishes(MachineFolder folder) throws IOException {
        return Files.exists(folder.wishesJson()) ? JsonText.read(folder.wishesJson(), Wishes.class) : Wishes.NONE;
    }

    void run() throws IOException {
        write(folder, NewMachine.of(record, plan, folder), wishes(folder), HostFeatures.ofThisHost());
    }

    /** Writes the files of a machine. */
    public static void write(MachineFolder folder, Blueprint blueprint, Wishes wishes, HostFeatures host)
            throws IOException {
        String xml = DomainXml.of(blueprint, wishes, host);
        String script = QemuScript.of(blueprint, wishes, folder.path());
        String proxmox = ProxmoxConf.of(blueprint, wishes, folder.path());
        if (!wishes.equals(Wishes.NONE) || Files.exists(folder.wishesJson())) {
            DurableFile.write(folder.wishesJson(), JsonText.document(wishes) + "\n");
        }
        DurableFile.write(folder.domainXml(), xml);
        DurableFile.write(folder.qemuScript(), script);
        Files.setPosixFilePermissions(folder.qemuScript(), PosixFilePermissions.fromString("rwxr-xr-x"));
        DurableFile.write(folder.proxmoxConf(), proxmox);
    }
}
