package org.p2vworkbench.agent.inventory.survey;

import java.nio.file.Path;
import java.util.List;
import org.p2vworkbench.agent.inventory.SysfsFolder;

/** Volumes of the device mapper, which says in their UUIDs who made them. */
record VolumeCollector(Path root) {

    private static final long SECTOR_BYTES = 512;

    List<Volume> collect() {
        SysfsFolder sys = new SysfsFolder(root.resolve("sys"));
        return sys.names("block").stream()
                .filter(name -> name.startsWith("dm-"))
                .map(name -> new SysfsFolder(root.resolve("sys/block").resolve(name)))
                .map(this::volume)
                .toList();
    }

    private Volume volume(SysfsFolder folder) {
        UdevRecord udev = UdevRecord.of(root, folder.text("dev"));
        return new Volume(
                folder.firstText("dm/name", "dev"),
                kind(folder.text("dm/uuid")),
                folder.number("size", 0) * SECTOR_BYTES,
                folder.names("slaves"),
                udev.property("ID_FS_TYPE"),
                udev.property("ID_FS_LABEL"));
    }

    private static String kind(String uuid) {
        return uuid.startsWith("LVM-")
                ? "lvm"
                : uuid.startsWith("CRYPT-")
                        ? "crypt"
                        : uuid.startsWith("mpath-") ? "mpath" : uuid.startsWith("DMRAID-") ? "dmraid" : "other";
    }
}
