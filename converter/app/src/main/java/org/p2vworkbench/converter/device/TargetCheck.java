package org.p2vworkbench.converter.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.agent.inventory.BlockDevice;
import org.p2vworkbench.agent.inventory.BlockDevices;
import org.p2vworkbench.agent.inventory.DeviceNumber;
import org.p2vworkbench.agent.inventory.DeviceUse;
import org.p2vworkbench.converter.failure.RefusedException;

/**
 * The rules by which a device may be overwritten. Each is a reason to refuse; none can be switched off.
 *
 * <p>They are applied when the plan is made, and again to a fresh inventory right before the device is opened, because
 * an operator thinks for as long as he likes in between.
 */
public final class TargetCheck {

    private final BlockDevices devices;

    public TargetCheck(BlockDevices devices) {
        this.devices = devices;
    }

    /** The device at {@code path} and what it holds, whatever uses it: for a copy that is finished. */
    public TargetDevice find(Path path) throws IOException {
        return TargetDevice.of(path, deviceAt(path), DeviceContent.of(path));
    }

    /**
     * The same when it may be overwritten with a disk of {@code diskBytes}.
     *
     * @param kept files, folders and devices that must not be harmed: the source's and the store
     */
    public TargetDevice admit(Path path, long diskBytes, Collection<Path> kept) throws IOException {
        BlockDevice device = deviceAt(path);
        for (DeviceUse use : device.uses()) {
            throw refused(path, "%s %s".formatted(use.through(), use.inWords()), endOf(use));
        }
        demandNoHolders(path, device);
        demandDiskNotUsedWhole(path, device);
        if (device.readOnly()) {
            throw refused(path, "is read-only", "If it may be overwritten, run 'blockdev --setrw %s'".formatted(path));
        }
        demandRoom(path, device, diskBytes);
        for (Path one : kept) {
            demandApart(path, device, one);
        }
        return TargetDevice.of(path, device, DeviceContent.of(path));
    }

    /** Two disks may not go to one device, nor to a disk and its partition. */
    public void demandApart(List<TargetDevice> targets) throws IOException {
        for (int i = 0; i < targets.size(); i++) {
            for (int j = 0; j < i; j++) {
                Path other = targets.get(j).path();
                if (overlap(deviceAt(targets.get(i).path()), deviceAt(other))) {
                    throw refused(
                            targets.get(i).path(),
                            "overlaps %s, which another disk goes to".formatted(other),
                            "Give each disk a device of its own");
                }
            }
        }
    }

    private BlockDevice deviceAt(Path path) throws IOException {
        if (Files.notExists(path)) {
            throw refused(path, "there is no such device", "'lsblk' lists the devices of this host");
        }
        DeviceNumber number = DeviceNumber.ofNode(path)
                .orElseThrow(() -> new RefusedException(
                        path.toString(),
                        "is no block device",
                        "Name a disk, partition or logical volume; without --to-device the disk becomes a file."));
        return devices.numbered(number)
                .orElseThrow(() -> new RefusedException(
                        path.toString(),
                        "the kernel lists no device %s, so nothing is known about its use".formatted(number),
                        "Run this where /sys/block shows the device, outside of containers."));
    }

    private static String endOf(DeviceUse use) {
        return "If its content may go, run '%s' first"
                .formatted(
                        use.kind() == DeviceUse.Kind.SWAP ? "swapoff /dev/" + use.through() : "umount " + use.place());
    }

    private static void demandNoHolders(Path path, BlockDevice device) throws RefusedException {
        Optional<String> holder = Stream.concat(Stream.of(device), device.partitions().stream())
                .flatMap(part -> part.holders().stream().map(one -> "%s is part of %s".formatted(part.name(), one)))
                .findFirst();
        if (holder.isPresent()) {
            throw refused(
                    path,
                    holder.get(),
                    "If its content may go, take that apart first ('vgchange -an', 'mdadm --stop', 'cryptsetup close')");
        }
    }

    /** Partitions of a disk that is used as a whole are left over from earlier, and lie in the midst of that use. */
    private void demandDiskNotUsedWhole(Path path, BlockDevice device) throws RefusedException {
        Optional<BlockDevice> disk = device.disk().flatMap(devices::named);
        boolean used = disk.isPresent()
                && (!disk.get().holders().isEmpty()
                        || disk.get().uses().stream()
                                .anyMatch(use -> use.through().equals(disk.get().name())));
        if (used) {
            throw refused(
                    path,
                    "lies on %s, which is used as a whole".formatted(disk.get().path()),
                    "End that use if its content may go");
        }
    }

    private static void demandRoom(Path path, BlockDevice device, long diskBytes) throws RefusedException {
        int sector = device.logicalSectorBytes();
        long needed = (diskBytes + sector - 1) / sector * sector;
        if (device.sizeBytes() < needed) {
            throw refused(
                    path,
                    "has %d bytes, the disk needs %d".formatted(device.sizeBytes(), needed),
                    "Enlarge it ('lvextend')");
        }
    }

    private void demandApart(Path path, BlockDevice device, Path kept) throws IOException {
        if (Files.notExists(kept)) {
            return;
        }
        Optional<BlockDevice> node = DeviceNumber.ofNode(kept).flatMap(devices::numbered);
        Optional<BlockDevice> under = devices.numbered(DeviceNumber.under(kept));
        boolean harms = node.isPresent()
                ? overlap(node.get(), device)
                : under.filter(one -> devices.restsOn(one, device)).isPresent();
        if (harms || isBackedBy(device, kept)) {
            throw refused(path, "%s lies on it".formatted(kept), "Choose another store or a copy of the source");
        }
    }

    /** Neither may rest on the other; two volumes of one group do not. Two loop devices may share a file. */
    private boolean overlap(BlockDevice one, BlockDevice other) {
        return devices.restsOn(one, other)
                || devices.restsOn(other, one)
                || one.backingFile().isPresent() && one.backingFile().equals(other.backingFile());
    }

    private static boolean isBackedBy(BlockDevice device, Path file) throws IOException {
        Path backing = device.backingFile().orElse(file);
        return device.backingFile().isPresent() && Files.exists(backing) && Files.isSameFile(backing, file);
    }

    private static RefusedException refused(Path path, String what, String remedy) {
        return new RefusedException(path.toString(), what, remedy + ", or name another device.");
    }
}
