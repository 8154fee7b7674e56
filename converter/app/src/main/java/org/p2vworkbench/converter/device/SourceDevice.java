package org.p2vworkbench.converter.device;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.agent.inventory.BlockDevice;
import org.p2vworkbench.agent.inventory.BlockDevices;
import org.p2vworkbench.agent.inventory.DeviceNumber;
import org.p2vworkbench.agent.inventory.DeviceUse;

/** A block device of this host that is read: a disk pulled from the old machine, a logical volume of a guest. */
public record SourceDevice(Path path, BlockDevice device) {

    /** Empty for anything but a block device that the kernel lists. */
    public static Optional<SourceDevice> at(Path path) throws IOException {
        Optional<DeviceNumber> number = DeviceNumber.ofNode(path);
        return number.isEmpty()
                ? Optional.empty()
                : BlockDevices.ofThisHost().numbered(number.get()).map(device -> new SourceDevice(path, device));
    }

    /** Stands for the file's size and time of change, which a device does not have. */
    public String identity() {
        return device.identity();
    }

    /** Why its copy may not hold together, a sentence each. */
    public List<String> warnings() {
        return device.uses().stream()
                .filter(DeviceUse::writable)
                .map(use -> "%s: %s %s while it is copied: the copy will not be consistent."
                        .formatted(path, use.through(), use.inWords()))
                .toList();
    }
}
