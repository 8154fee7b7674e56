package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.guest.GuestVolume;

/** Asks what lies on the drives, with all by which a guest may name it. */
final class VolumeList {

    private final GuestFS handle;

    VolumeList(GuestFS handle) {
        this.handle = handle;
    }

    List<GuestVolume> all() throws LibGuestFSException {
        Set<String> partitions = Arrays.stream(handle.list_partitions()).collect(Collectors.toSet());
        List<String> disks = List.of(handle.list_devices());
        List<GuestVolume> volumes = new ArrayList<>();
        for (Map.Entry<String, String> each : new TreeMap<>(handle.list_filesystems()).entrySet()) {
            String device = Mountable.device(each.getKey());
            Map<String, String> known = blkid(device);
            boolean partition = partitions.contains(device);
            String disk = partition ? handle.part_to_dev(device) : device;
            volumes.add(new GuestVolume(
                    each.getKey(),
                    each.getValue(),
                    known.getOrDefault("UUID", ""),
                    known.getOrDefault("LABEL", ""),
                    known.getOrDefault("PART_ENTRY_UUID", ""),
                    disks.contains(disk) ? OptionalInt.of(disks.indexOf(disk)) : OptionalInt.empty(),
                    partition ? OptionalInt.of(handle.part_to_partnum(device)) : OptionalInt.empty(),
                    handle.blockdev_getsize64(device)));
        }
        return List.copyOf(volumes);
    }

    /** It fails for what it knows nothing of. */
    private Map<String, String> blkid(String device) {
        try {
            return handle.blkid(device);
        } catch (LibGuestFSException nothingKnown) {
            return Map.of();
        }
    }
}
