package org.p2vworkbench.converter.libvirt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The drives of a machine and what they are attached to, as options of qemu. */
final class QemuDrives {

    /** The root has 32 slots; the board, cards and other devices need some. */
    private static final int DISKS_ON_ROOT = 12;
    /** Slots 1 to 31, and one left for qemu. */
    private static final int SLOTS_OF_BRIDGE = 30;

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
        long virtio = domain.disks().stream()
                .filter(disk -> disk.at().bus() == TargetBus.VIRTIO)
                .count();
        for (int i = 0; i * SLOTS_OF_BRIDGE < virtio - DISKS_ON_ROOT; i++) {
            options.add(List.of("-device", "pci-bridge,id=pci%d,chassis_nr=%1$d".formatted(i + 1)));
        }
        int onVirtio = 0;
        for (int i = 0; i < domain.disks().size(); i++) {
            Domain.Disk disk = domain.disks().get(i);
            options.add(List.of("-blockdev", blockdev(disk.file(), "disk" + i)));
            String slot = disk.at().bus() == TargetBus.VIRTIO ? slot(onVirtio++) : "";
            options.add(List.of(
                    "-device",
                    device(disk.at(), "hd")
                            + slot
                            + identity(disk)
                            + ",drive=disk%d,bootindex=%d".formatted(i, i + 1)));
        }
        domain.cdroms().forEach(cdrom -> options.add(List.of("-device", device(cdrom, "cd"))));
        return options;
    }

    /** libvirt adds bridges by itself when the slots run out; qemu does not. */
    private static String slot(int virtioDisk) {
        int behindBridges = virtioDisk - DISKS_ON_ROOT;
        return behindBridges < 0
                ? ""
                : ",bus=pci%d,addr=0x%x"
                        .formatted(behindBridges / SLOTS_OF_BRIDGE + 1, behindBridges % SLOTS_OF_BRIDGE + 1);
    }

    private static String identity(Domain.Disk disk) {
        return disk.identity().serial().map(",serial="::concat).orElse("")
                + disk.identity().wwn().map(",wwn=0x"::concat).orElse("");
    }

    private String blockdev(DiskFile file, String node) {
        Path image = file.image().toAbsolutePath().normalize();
        return "driver=%s,node-name=%s,discard=unmap%s,file.driver=%s,file.discard=unmap,file.filename=%s"
                .formatted(
                        file.format(),
                        node,
                        file.device() ? ",cache.direct=on" : "",
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
