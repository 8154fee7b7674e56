package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.p2vworkbench.fixups.guest.GuestVolume;

/**
 * Windows systems whose registry cannot be read: the library's inspection reads it and fails with it. Here the folder that it
 * lies in is enough; what is wrong with the registry is then said by whoever reads it to repair it.
 */
final class DamagedWindows {

    private static final List<String> REGISTRIES = List.of("/windows/system32/config", "/winnt/system32/config");

    private DamagedWindows() {}

    static List<GuestRoot> find(GuestFS handle, List<GuestVolume> volumes) throws LibGuestFSException {
        List<GuestRoot> found = new ArrayList<>();
        for (GuestVolume volume : volumes) {
            if (volume.type().equals("ntfs") && holdsRegistry(handle, volume.device())) {
                Map<String, String> mounts = Map.of("/", volume.device());
                found.add(new GuestRoot(volume.device(), "windows", "Windows", new TreeMap<>(mounts), new TreeMap<>()));
            }
        }
        return found;
    }

    private static boolean holdsRegistry(GuestFS handle, String device) throws LibGuestFSException {
        handle.umount_all();
        try {
            handle.mount_ro(device, "/");
            return REGISTRIES.stream().anyMatch(folder -> isFolder(handle, folder));
        } catch (LibGuestFSException notReadable) {
            return false;
        } finally {
            handle.umount_all();
        }
    }

    private static boolean isFolder(GuestFS handle, String path) {
        try {
            return handle.is_dir(handle.case_sensitive_path(path));
        } catch (LibGuestFSException notThere) {
            return false;
        }
    }
}
