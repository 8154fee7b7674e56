package org.p2vworkbench.agent.inventory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A disk, a partition, or a volume made of them, as the kernel sees it. Texts are empty where the device has none.
 *
 * @param name the kernel's: "sda", "sda1", "dm-0"
 * @param path by which programs open it; of a device-mapper volume the one in /dev/mapper, which keeps its meaning
 * @param model vendor and model
 * @param serial of the disk; of a device-mapper volume the UUID that LVM, dm-crypt or multipath gave it
 * @param wwn world wide name: "naa.5000c500a1b2c3d4", "eui.0025388b91d0b4e7"
 * @param backingFile the file behind a loop device
 * @param disk the disk that a partition belongs to
 * @param slaves devices it is made of
 * @param holders devices that are made of it: RAID sets, volumes, multipaths
 * @param partitions in the order of their numbers
 * @param uses what the system does with it, its partitions and its holders
 * @param byIdNames names in /dev/disk/by-id, which lead to the same disk after a reboot
 */
public record BlockDevice(
        String name,
        Path path,
        DeviceNumber number,
        String model,
        String serial,
        String wwn,
        long sizeBytes,
        int logicalSectorBytes,
        int physicalSectorBytes,
        boolean rotational,
        boolean removable,
        boolean readOnly,
        Optional<Path> backingFile,
        Optional<String> disk,
        List<String> slaves,
        List<String> holders,
        List<BlockDevice> partitions,
        List<DeviceUse> uses,
        List<String> byIdNames) {

    public BlockDevice {
        slaves = List.copyOf(slaves);
        holders = List.copyOf(holders);
        partitions = List.copyOf(partitions);
        uses = List.copyOf(uses);
        byIdNames = List.copyOf(byIdNames);
    }

    /**
     * Devices that are no disks of the machine, or are made of those: memory, files, floppies, optical drives, disks
     * of the network, and volumes.
     */
    private static final Pattern NO_HARDWARE =
            Pattern.compile("(ram|zram|loop|fd|sr|nbd|dm-|md|md_d|zd|drbd|rbd)[0-9]+");

    /** Parts of memory cards that are not storage: boot code, keys. */
    private static final Pattern CARD_PARTS = Pattern.compile("mmcblk[0-9]+(boot[0-9]+|rpmb)");

    /** Whether it is a disk, and not a volume, a file or memory that looks like one. */
    public boolean isHardware() {
        return !NO_HARDWARE.matcher(name).matches() && !CARD_PARTS.matcher(name).matches();
    }

    /** What tells it from another one that has its path after a reboot, as far as it says. */
    public String identity() {
        String backing = backingFile.map(Path::toString).orElse("");
        return "%s|%d|%s|%s|%s".formatted(path, sizeBytes, serial, wwn, backing);
    }
}
