package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.volume.lvm.GroupBackup;

/** Which devices were LVM's physical volumes, by {@code lvm_vg_dev.list}: the group, the device, the volume's id. */
final class PhysicalVolumes {

    private static final String LIST = "lvm_vg_dev.list";
    /** What Clonezilla writes for a volume without a group. */
    private static final String NONE = "/NOT_FOUND";

    private final ImageFiles files;
    private final Map<String, String[]> byDevice = new HashMap<>();

    private PhysicalVolumes(ImageFiles files) {
        this.files = files;
    }

    static PhysicalVolumes read(ImageFiles files) throws IOException {
        PhysicalVolumes found = new PhysicalVolumes(files);
        if (files.has(LIST)) {
            for (String line : files.lines(LIST)) {
                String[] words = line.split("\\s+");
                if (words.length < 3) {
                    throw files.damaged(
                            LIST,
                            "has the line '%s', where a group, a device and an id are needed".formatted(line),
                            "The file was changed or damaged; copy the folder again.");
                }
                found.byDevice.put(DeviceName.of(words[1], files, LIST), words);
            }
        }
        return found;
    }

    boolean has(String device) {
        return byDevice.containsKey(device);
    }

    /** The id by which its group knows a volume. */
    String uuid(String device) {
        return byDevice.get(device)[2];
    }

    /** The group of a volume, if it was in one. */
    Optional<GroupBackup> group(String device) throws IOException {
        String group = byDevice.get(device)[0];
        if (group.equals(NONE)) {
            return Optional.empty();
        }
        String file = "lvm_" + DeviceName.of(group, files, LIST) + ".conf";
        GroupBackup backup = GroupBackup.parse(files.at(file).source(), files.text(file));
        if (!backup.name().equals(group)) {
            throw files.damaged(
                    file,
                    "describes the group '%s', and '%s' names '%s'".formatted(backup.name(), LIST, group),
                    "The table files of this image disagree; copy the folder again.");
        }
        return Optional.of(backup);
    }
}
