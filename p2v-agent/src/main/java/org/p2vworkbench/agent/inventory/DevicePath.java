package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a device hangs: the real path of its folder in sysfs goes through everything between it and the board. */
record DevicePath(Path link) {

    /** What parts of paths mean; the first that fits, so what is nearer to the disk stands before what is farther. */
    private static final List<List<String>> TRANSPORTS = List.of(
            List.of("usb[0-9]+", "usb"),
            List.of("nvme[0-9]+", "nvme"),
            List.of("virtio[0-9]+", "virtio"),
            List.of("ata[0-9]+", "sata"),
            List.of("rport-.*", "fc"),
            List.of("session[0-9]+", "iscsi"),
            List.of("end_device-.*", "sas"),
            List.of("mmc[0-9]+", "mmc"),
            List.of("vbd-.*", "xen"),
            List.of("host[0-9]+", "scsi"));

    /** Of the device itself or the nearest above it; empty when none is on that bus. */
    String pciAddress() {
        return pciFolder().map(folder -> folder.getFileName().toString()).orElse("");
    }

    String pciDriver() {
        return pciFolder()
                .map(folder -> new SysfsFolder(folder).linkName("driver"))
                .orElse("");
    }

    String transport() {
        List<String> parts = parts();
        for (List<String> known : TRANSPORTS) {
            if (parts.stream().anyMatch(part -> part.matches(known.get(0)))) {
                return known.get(1);
            }
        }
        return "";
    }

    private Optional<Path> pciFolder() {
        try {
            for (Path folder = link.toRealPath(); folder.getFileName() != null; folder = folder.getParent()) {
                if (PciBus.ADDRESS.matcher(folder.getFileName().toString()).matches()) {
                    return Optional.of(folder);
                }
            }
        } catch (IOException gone) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        try {
            link.toRealPath().forEach(part -> parts.add(part.toString()));
        } catch (IOException gone) {
            parts.clear();
        }
        return parts;
    }
}
