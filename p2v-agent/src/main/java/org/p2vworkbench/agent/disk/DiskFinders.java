package org.p2vworkbench.agent.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.agent.inventory.BlockDevice;
import org.p2vworkbench.agent.inventory.BlockDevices;
import org.p2vworkbench.agent.inventory.DeviceNumber;
import org.p2vworkbench.agent.inventory.DeviceUse;
import org.p2vworkbench.agent.inventory.MachineInventory;
import org.p2vworkbench.agent.wire.DiskOffer.Trait;

/** Where candidates come from: the kernel's list of disks, or what the operator names. */
public final class DiskFinders {

    private static final int SECTOR_BYTES = 512;

    private DiskFinders() {}

    /** Whether block devices are read past the page cache. */
    public static boolean readDirectly() {
        return isLinux();
    }

    private static boolean isLinux() {
        return Files.isDirectory(Path.of("/sys/block"));
    }

    /** Every disk of this machine. */
    public static DiskTable.Finder ofThisMachine() {
        return () -> isLinux()
                ? BlockDevices.ofThisHost().disks().stream()
                        .filter(disk -> disk.isHardware() && disk.sizeBytes() > 0)
                        .map(disk -> ofDevice(disk, false))
                        .toList()
                : MachineInventory.ofThisMachine().disks().stream()
                        .map(disk -> windows(disk.path(), disk.model(), disk.serial(), false))
                        .toList();
    }

    /** Disks and image files that the operator names. */
    public static DiskTable.Finder named(List<String> paths) {
        return () -> {
            List<Candidate> candidates = new ArrayList<>();
            for (String path : paths) {
                candidates.add(named(path));
            }
            return candidates;
        };
    }

    /** A disk of Windows, known by its name alone until it is opened. */
    private static Candidate windows(String path, String model, String serial, boolean named) {
        String name = path.substring(path.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT);
        Set<Trait> traits = EnumSet.of(Trait.IN_USE);
        return new Candidate(
                name, path, model, serial, "", SECTOR_BYTES, SECTOR_BYTES, traits, named, () -> WindowsDisk.open(path));
    }

    private static Candidate named(String path) throws IOException {
        if (WindowsDisk.isNameOfOne(path)) {
            return windows(path, "", "", true);
        }
        Path file = Path.of(path).toRealPath();
        // Windows has files and no device nodes.
        boolean hasNodes = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        Optional<DeviceNumber> number = hasNodes ? DeviceNumber.ofNode(file) : Optional.empty();
        if (number.isEmpty()) {
            return ofFile(file);
        }
        return BlockDevices.ofThisHost()
                .numbered(number.get())
                .map(device -> ofDevice(device, true))
                .orElseThrow(() -> new IOException(path + ": the kernel does not list this device"));
    }

    private static Candidate ofFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is neither a disk nor a file");
        }
        return new Candidate(
                file.getFileName().toString(),
                file.toString(),
                "",
                "",
                "",
                SECTOR_BYTES,
                SECTOR_BYTES,
                Set.of(Trait.FILE),
                true,
                () -> OpenedDisk.file(file));
    }

    private static Candidate ofDevice(BlockDevice disk, boolean named) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (disk.rotational()) {
            traits.add(Trait.ROTATIONAL);
        }
        if (disk.removable()) {
            traits.add(Trait.REMOVABLE);
        }
        if (disk.uses().stream().anyMatch(DeviceUse::writable)) {
            traits.add(Trait.IN_USE);
        }
        return new Candidate(
                disk.name(),
                disk.path().toString(),
                disk.model(),
                disk.serial(),
                disk.wwn(),
                disk.logicalSectorBytes(),
                disk.physicalSectorBytes(),
                traits,
                named,
                () -> OpenedDisk.device(disk.path()));
    }
}
