package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the appliance has a guest's paths. A path with a device before it, {@code sda1:/EFI/Boot}, is on that volume,
 * which is mounted when it is first asked for.
 */
final class GuestPlaces {

    private final GuestFS handle;
    private final String root;
    private final boolean caseIgnored;
    private Optional<String> readOnly;
    private final Set<String> mounted = new HashSet<>();
    private final List<String> made = new ArrayList<>();

    private GuestPlaces(GuestFS handle, String root, boolean caseIgnored, Optional<String> readOnly) {
        this.handle = handle;
        this.root = root;
        this.caseIgnored = caseIgnored;
        this.readOnly = readOnly;
        if (!root.isEmpty()) {
            made.add(root);
        }
    }

    /** The guest's root is the appliance's own. */
    static GuestPlaces atTheRoot(GuestFS handle) {
        return new GuestPlaces(handle, "", false, Optional.empty());
    }

    /**
     * The guest's root is mounted in a folder made for it, read-only until the first change: ntfs-3g empties a journal as
     * soon as it may write, and then nobody could tell any more how Windows left its volume.
     */
    static GuestPlaces below(String folder, String device, GuestFS handle) {
        return new GuestPlaces(handle, folder, true, Optional.of(device));
    }

    String root() {
        return root.isEmpty() ? "/" : root;
    }

    boolean caseIgnored() {
        return caseIgnored;
    }

    /** Where a path of the guest is that is to be changed. */
    String toChange(String path) throws IOException {
        if (readOnly.isPresent()) {
            String device = readOnly.get();
            GuestCalls.order(device, () -> {
                handle.umount(root);
                handle.mount(device, root);
            });
            becameWritable();
        }
        return of(path);
    }

    void becameWritable() {
        readOnly = Optional.empty();
    }

    /** Where a path of the guest is, in the case of the disk. */
    String of(String path) throws IOException {
        int colon = path.indexOf(":/");
        String folder = colon > 0 ? mountpoint(path.substring(0, colon)) : root;
        String below = folder + path.substring(colon + 1);
        if (!caseIgnored && colon <= 0) {
            return below;
        }
        try {
            return handle.case_sensitive_path(below);
        } catch (LibGuestFSException failure) {
            if (GuestCalls.saysNothingIsThere(failure)) {
                return below;
            }
            throw GuestCalls.unusable(path, failure);
        }
    }

    /** Takes all of the guest out of the appliance, so that another one can be mounted there. */
    void letGo() throws LibGuestFSException {
        handle.umount_all();
        for (String folder : made) {
            handle.rmmountpoint(folder);
        }
    }

    /** An NTFS beside the root is only looked at: nobody has asked whether Windows is done with it. */
    private String mountpoint(String device) throws IOException {
        String folder = "/p2v-" + device.replace('/', '-');
        if (mounted.add(device)) {
            GuestCalls.order(device, () -> {
                handle.mkmountpoint(folder);
                made.add(folder);
                if (handle.vfs_type("/dev/" + device).equals("ntfs")) {
                    handle.mount_ro("/dev/" + device, folder);
                } else {
                    handle.mount("/dev/" + device, folder);
                }
            });
        }
        return folder;
    }
}
