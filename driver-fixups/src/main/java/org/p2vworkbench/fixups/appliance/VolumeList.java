package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.p2vworkbench.fixups.guest.GuestVolume;

/** Asks what lies on the drives, with all by which a guest may name it. */
final class VolumeList {

    /** Partitions of Windows' dynamic disks (LDM), by MBR and by GPT; what is in them is known to nobody but LDM. */
    private static final Set<String> DYNAMIC = Set.of("0x42", "af9b60a0-1431-4f62-bc68-3311714a69ad");

    private final GuestFS handle;

    VolumeList(GuestFS handle) {
        this.handle = handle;
    }

    /**
     * Asks blkid of each device and nobody else: the library's own list of filesystems looks at everything several times,
     * which without KVM takes longer than all the rest of a repair.
     */
    List<GuestVolume> all() throws LibGuestFSException {
        List<String> disks = List.of(handle.list_devices());
        List<String> partitions = List.of(handle.list_partitions());
        Map<String, String> diskOf = new HashMap<>();
        for (String partition : partitions) {
            diskOf.put(partition, handle.part_to_dev(partition));
        }
        Set<String> devices = new TreeSet<>(partitions);
        disks.stream().filter(disk -> !diskOf.containsValue(disk)).forEach(devices::add);
        devices.addAll(orNone(handle::list_md_devices));
        devices.addAll(orNone(handle::lvs));
        devices.addAll(orNone(handle::list_dm_devices));
        List<GuestVolume> volumes = new ArrayList<>();
        for (String device : devices) {
            Map<String, String> known = blkid(device);
            boolean partition = diskOf.containsKey(device);
            String disk = diskOf.getOrDefault(device, device);
            volumes.add(new GuestVolume(
                    device,
                    type(known),
                    known.getOrDefault("UUID", ""),
                    known.getOrDefault("LABEL", ""),
                    known.getOrDefault("PART_ENTRY_UUID", ""),
                    disks.contains(disk) ? OptionalInt.of(disks.indexOf(disk)) : OptionalInt.empty(),
                    partition ? OptionalInt.of(handle.part_to_partnum(device)) : OptionalInt.empty(),
                    handle.blockdev_getsize64(device)));
        }
        return List.copyOf(volumes);
    }

    private static String type(Map<String, String> known) {
        boolean dynamic = DYNAMIC.contains(known.getOrDefault("PART_ENTRY_TYPE", ""));
        return known.getOrDefault("TYPE", dynamic ? "ldm" : "unknown");
    }

    private interface Devices {
        String[] list() throws LibGuestFSException;
    }

    /** An appliance without LVM has no volumes of it either. */
    private static List<String> orNone(Devices devices) {
        try {
            return List.of(devices.list());
        } catch (LibGuestFSException notSupported) {
            return List.of();
        }
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
