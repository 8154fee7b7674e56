package org.p2vworkbench.converter.libvirt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The drives of a machine and what they are attached to, as options of qemu. */
final class QemuDrives {

    private final Domain domain;
    private final UnaryOperator<Path> naming;

    /** @param naming how an image is named, given its absolute path */
    QemuDrives(Domain domain, UnaryOperator<Path> naming) {
        this.domain = domain;
        this.naming = naming;
    }

    List<List<String>> options() {
        List<List<String>> options = new ArrayList<>();
        for (int i = 0; i < domain.scsiControllers().size(); i++) {
            options.add(List.of("-device", domain.scsiControllers().get(i).qemuDevice() + ",id=scsi" + i));
        }
        for (int i = 0; i < domain.sataControllers(); i++) {
            options.add(List.of("-device", "ich9-ahci,id=sata" + i));
        }
        for (int i = 0; i < domain.disks().size(); i++) {
            Domain.Disk disk = domain.disks().get(i);
            options.add(List.of("-blockdev", blockdev(disk.file(), "disk" + i)));
            options.add(List.of("-device", device(disk.at(), "hd") + ",drive=disk%d,bootindex=%d".formatted(i, i + 1)));
        }
        domain.cdroms().forEach(cdrom -> options.add(List.of("-device", device(cdrom, "cd"))));
        return options;
    }

    private String blockdev(DiskFile file, String node) {
        Path image = file.image().toAbsolutePath().normalize();
        return "driver=%s,node-name=%s,discard=unmap,file.driver=%s,file.discard=unmap,file.filename=%s"
                .formatted(
                        file.format(),
                        node,
                        file.device() ? "host_device" : "file",
                        ShellWord.optionValue(naming.apply(image).toString()));
    }

    private static String device(Placement at, String kind) {
        return switch (at.bus()) {
            case IDE -> "ide-%s,bus=ide.%d,unit=%d".formatted(kind, at.unit() / 2, at.unit() % 2);
            case SATA -> "ide-%s,bus=sata%d.%d".formatted(kind, at.controller(), at.unit());
            case SCSI -> "scsi-%s,bus=scsi%d.0,scsi-id=%d,lun=0".formatted(kind, at.controller(), at.unit());
            case VIRTIO -> "virtio-blk-pci";
        };
    }
}
