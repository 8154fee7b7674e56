package org.p2vworkbench.fixups.linux.initramfs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.facts.KernelModule;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;

/** Which drivers a kernel needs before it can read its root filesystem. */
final class DriverNeeds {

    /**
     * What goes in beside the drivers that are needed, so that the guest also starts on another bus one day. The order is
     * that of loading; the one of the oldest kernels has virtio_pci behind the drivers that wait for it. The generic
     * checksum is for processors without the instruction that an image made on a server relies on.
     */
    private static final List<String> ALL = List.of(
            "virtio",
            "virtio_ring",
            "virtio_blk",
            "virtio_scsi",
            "virtio_pci",
            "ahci",
            "ata_piix",
            "sd_mod",
            "crc32c_generic",
            "crc32c");

    private DriverNeeds() {}

    /** Without one of these there is no root filesystem. */
    static List<String> needed(DiskBus bus, Kernel kernel) {
        return switch (bus) {
            case VIRTIO_BLK -> List.of("virtio_pci", "virtio_blk");
            case VIRTIO_SCSI -> List.of("virtio_pci", "virtio_scsi", "sd_mod");
            case SATA -> List.of("ahci", "sd_mod");
            case IDE -> kernel.has("ata_piix") ? List.of("ata_piix", "sd_mod") : List.of("piix", "ide_disk");
            case LSI -> List.of("sym53c8xx", "sd_mod");
        };
    }

    /** The files of these drivers and of all they need, in the order in which they can be loaded. */
    static List<KernelModule> closure(DiskBus bus, Kernel kernel) {
        Set<String> names = new LinkedHashSet<>(ALL);
        names.addAll(needed(bus, kernel));
        Set<String> paths = new LinkedHashSet<>();
        for (String name : names) {
            kernel.modules().module(name).ifPresent(module -> {
                List<String> needs = new ArrayList<>(module.needs());
                Collections.reverse(needs);
                paths.addAll(needs);
                paths.add(module.path());
            });
        }
        return paths.stream()
                .map(path -> kernel.modules()
                        .module(KernelModule.nameOf(path))
                        .filter(module -> module.path().equals(path))
                        .orElse(new KernelModule(path, List.of())))
                .toList();
    }
}
