package org.p2vworkbench.converter.recovery;

import java.util.List;
import java.util.Map;
import org.p2vworkbench.disks.partition.PartitionTable;

/**
 * A disk and the name that it has in the set.
 *
 * @param device "sda"
 * @param parts the devices on it that an image or a physical volume belongs to, in order; the disk itself if it is one
 * @param content what each partition holds in blkid's words, by number; those that hold nothing known are not there
 */
public record PlannedDisk(
        SetDisk disk, String device, PartitionTable table, List<String> parts, Map<Integer, String> content) {

    public PlannedDisk {
        parts = List.copyOf(parts);
        content = Map.copyOf(content);
    }

    String path() {
        return "/dev/" + device;
    }
}
