package org.p2vworkbench.agent.inventory;

import java.nio.file.Path;
import java.util.List;

/** Disks with where they hang; volumes, memory disks and drives without a medium are left out. */
record DiskPlaces(Path root) {

    List<DiskFacts> facts(List<BlockDevice> devices) {
        return devices.stream()
                .filter(BlockDevice::isHardware)
                .filter(disk -> disk.sizeBytes() > 0)
                .map(this::facts)
                .toList();
    }

    private DiskFacts facts(BlockDevice disk) {
        DevicePath place = new DevicePath(root.resolve("sys/block").resolve(disk.name()));
        return new DiskFacts(
                disk.name(),
                disk.path().toString(),
                disk.model(),
                disk.serial(),
                disk.wwn(),
                disk.sizeBytes(),
                disk.logicalSectorBytes(),
                disk.physicalSectorBytes(),
                place.transport(),
                place.pciAddress(),
                place.pciDriver(),
                disk.rotational(),
                disk.removable(),
                disk.readOnly(),
                disk.byIdNames(),
                disk.uses().stream()
                        .map(use -> use.through() + " " + use.inWords())
                        .toList());
    }
}
