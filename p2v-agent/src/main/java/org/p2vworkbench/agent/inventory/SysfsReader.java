package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads every device below /sys/block. What the system does with a device is still only what it does directly. */
final class SysfsReader {

    /** Sizes in sysfs count in these, whatever the device's own sectors are (sysfs-block, "size"). */
    private static final int SIZE_UNIT_BYTES = 512;

    private final Path root;
    private final MountTable mounts;
    private final Map<String, List<String>> byIdNames = new TreeMap<>();

    SysfsReader(Path root) throws IOException {
        this.root = root;
        mounts = MountTable.read(root);
        Path byId = root.resolve("dev/disk/by-id");
        if (Files.isDirectory(byId)) {
            try (Stream<Path> links = Files.list(byId)) {
                links.sorted().forEach(link -> target(link).ifPresent(name -> byIdNames
                        .computeIfAbsent(name, key -> new ArrayList<>())
                        .add(link.getFileName().toString())));
            }
        }
    }

    List<BlockDevice> disks() {
        Path block = root.resolve("sys/block");
        List<BlockDevice> disks = new ArrayList<>();
        for (String name : new SysfsFolder(root.resolve("sys")).names("block")) {
            SysfsFolder folder = new SysfsFolder(block.resolve(name));
            Optional<DeviceNumber> number = DeviceNumber.parse(folder.text("dev"));
            if (number.isPresent()) {
                disks.add(disk(name, number.get(), folder));
            }
        }
        return disks;
    }

    private BlockDevice disk(String name, DeviceNumber number, SysfsFolder folder) {
        String backing = folder.text("loop/backing_file");
        BlockDevice disk = new BlockDevice(
                name,
                path(name, folder),
                number,
                model(folder),
                serial(number, folder),
                folder.firstText("wwid", "device/wwid"),
                folder.number("size", 0) * SIZE_UNIT_BYTES,
                (int) folder.number("queue/logical_block_size", SIZE_UNIT_BYTES),
                (int) folder.number("queue/physical_block_size", SIZE_UNIT_BYTES),
                folder.flag("queue/rotational"),
                folder.flag("removable"),
                folder.flag("ro"),
                backing.isEmpty() ? Optional.empty() : Optional.of(Path.of(backing)),
                Optional.empty(),
                folder.names("slaves"),
                folder.names("holders"),
                List.of(),
                mounts.of(name, number, this::nameOf),
                byIdNames.getOrDefault(name, List.of()));
        List<BlockDevice> partitions = new ArrayList<>();
        for (SysfsFolder partition : partitions(folder)) {
            DeviceNumber.parse(partition.text("dev")).ifPresent(its -> partitions.add(partition(disk, its, partition)));
        }
        return with(disk, partitions, disk.uses());
    }

    private String serial(DeviceNumber number, SysfsFolder folder) {
        String kernels = SerialNumber.of(folder);
        return kernels.isEmpty() ? SerialNumber.ofUdev(root.resolve("run/udev/data/b" + number)) : kernels;
    }

    /** In the order of their numbers: sda10 comes after sda9. */
    private static List<SysfsFolder> partitions(SysfsFolder disk) {
        return disk.names("").stream()
                .map(name -> new SysfsFolder(disk.path().resolve(name)))
                .filter(folder -> folder.has("partition"))
                .sorted(Comparator.comparingLong(folder -> folder.number("partition", 0)))
                .toList();
    }

    private BlockDevice partition(BlockDevice disk, DeviceNumber number, SysfsFolder folder) {
        String name = folder.path().getFileName().toString();
        return new BlockDevice(
                name,
                path(name, folder),
                number,
                disk.model(),
                disk.serial(),
                disk.wwn(),
                folder.number("size", 0) * SIZE_UNIT_BYTES,
                disk.logicalSectorBytes(),
                disk.physicalSectorBytes(),
                disk.rotational(),
                disk.removable(),
                disk.readOnly() || folder.flag("ro"),
                Optional.empty(),
                Optional.of(disk.name()),
                List.of(),
                folder.names("holders"),
                List.of(),
                mounts.of(name, number, this::nameOf),
                byIdNames.getOrDefault(name, List.of()));
    }

    static BlockDevice with(BlockDevice one, List<BlockDevice> partitions, List<DeviceUse> uses) {
        return new BlockDevice(
                one.name(),
                one.path(),
                one.number(),
                one.model(),
                one.serial(),
                one.wwn(),
                one.sizeBytes(),
                one.logicalSectorBytes(),
                one.physicalSectorBytes(),
                one.rotational(),
                one.removable(),
                one.readOnly(),
                one.backingFile(),
                one.disk(),
                one.slaves(),
                one.holders(),
                partitions,
                uses,
                one.byIdNames());
    }

    /** sysfs writes '!' where the name of a device has a '/': "cciss!c0d0" is /dev/cciss/c0d0. */
    private static Path path(String name, SysfsFolder folder) {
        String mapped = folder.text("dm/name");
        return mapped.isEmpty() ? Path.of("/dev", name.replace('!', '/')) : Path.of("/dev/mapper", mapped);
    }

    /** SCSI has ATA disks say "ATA" as their vendor; virtio has numbers there. */
    private static String model(SysfsFolder disk) {
        String vendor = disk.text("device/vendor");
        String model = disk.firstText("device/model", "device/name");
        return vendor.isEmpty() || vendor.equals("ATA") || vendor.startsWith("0x")
                ? model
                : (vendor + " " + model).strip();
    }

    private Optional<String> nameOf(String path) {
        return path.startsWith("/dev/") ? target(root.resolve(path.substring(1))) : Optional.empty();
    }

    /** The kernel's name of the device that a link in /dev leads to. */
    private Optional<String> target(Path link) {
        try {
            Path real = link.toRealPath();
            return Optional.of(
                    root.resolve("dev").toRealPath().relativize(real).toString().replace('/', '!'));
        } catch (IOException dangling) {
            return Optional.empty();
        }
    }
}
