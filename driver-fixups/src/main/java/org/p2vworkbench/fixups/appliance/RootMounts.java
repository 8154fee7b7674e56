package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a system's filesystems are. The library takes some device names from fstab as they are there, NVMe's and those of
 * links by hardware, and the appliance has no such devices: then the partition of that number is meant on the disk that
 * the root is on. What was moved to a partition is known by the name it had.
 */
final class RootMounts {

    private static final Pattern NUMBER = Pattern.compile(".*?(\\d{1,3})$");

    private final GuestFS handle;

    private final List<Map<String, Integer>> moved;

    /** @param moved of each drive: partitions by the names below /dev that they had elsewhere */
    RootMounts(GuestFS handle, List<Map<String, Integer>> moved) {
        this.handle = handle;
        this.moved = List.copyOf(moved);
    }

    /** Guest path to device, in the order of mounting. What cannot be found keeps its name. */
    SortedMap<String, String> of(GuestRoot root) {
        SortedMap<String, String> mounts = new TreeMap<>();
        for (Map.Entry<String, String> each : root.mountpoints().entrySet()) {
            String device = each.getValue();
            mounts.put(each.getKey(), isThere(device) ? device : instead(device, each.getKey(), root));
        }
        return mounts;
    }

    private String instead(String device, String path, GuestRoot root) {
        if (path.equals("/")) {
            return root.device();
        }
        for (int drive = 0; drive < moved.size(); drive++) {
            Integer partition = moved.get(drive).get(device.replaceFirst("^/dev/", ""));
            if (partition != null) {
                return partition(drive, partition, device);
            }
        }
        OptionalInt number = number(device);
        try {
            String disk = handle.part_to_dev(root.device());
            for (String partition : handle.list_partitions()) {
                if (number.isPresent()
                        && handle.part_to_dev(partition).equals(disk)
                        && handle.part_to_partnum(partition) == number.getAsInt()) {
                    return partition;
                }
            }
        } catch (LibGuestFSException rootIsOnNoPartition) {
            return device;
        }
        return device;
    }

    private String partition(int drive, int number, String otherwise) {
        try {
            String[] drives = handle.list_devices();
            return drive < drives.length ? drives[drive] + number : otherwise;
        } catch (LibGuestFSException noDrives) {
            return otherwise;
        }
    }

    private static OptionalInt number(String device) {
        Matcher end = NUMBER.matcher(device);
        return end.matches() ? OptionalInt.of(Integer.parseInt(end.group(1))) : OptionalInt.empty();
    }

    private boolean isThere(String mountable) {
        try {
            return handle.blockdev_getsize64(Mountable.device(mountable)) > 0;
        } catch (LibGuestFSException noSuchDevice) {
            return false;
        }
    }
}
