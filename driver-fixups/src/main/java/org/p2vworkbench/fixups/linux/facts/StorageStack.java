package org.p2vworkbench.fixups.linux.facts;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.guest.GuestVolume;

/** What lies between a guest's disks and its filesystems. */
public record StorageStack(boolean md, boolean lvm, boolean luks, boolean multipath) {

    static StorageStack of(GuestTree guest) throws IOException {
        Set<String> types = guest.volumes().stream().map(GuestVolume::type).collect(Collectors.toSet());
        return new StorageStack(
                uses(guest, "/dev/md"),
                guest.volumes().stream().anyMatch(StorageStack::isLogical),
                types.contains("crypto_LUKS"),
                guest.isFile("/etc/multipath.conf") || uses(guest, "/dev/mapper/mpath"));
    }

    /** A volume of a group, "/dev/group/volume": what is on a disk or an array has no folder. */
    private static boolean isLogical(GuestVolume volume) {
        return volume.disk().isEmpty() && volume.device().matches("/dev/(?!mapper/|md)[^/]+/[^/]+");
    }

    private static boolean uses(GuestTree guest, String device) throws IOException {
        return guest.volumes().stream().anyMatch(each -> each.device().startsWith(device))
                || guest.text("/etc/fstab")
                        .filter(text -> text.lines().anyMatch(line -> line.startsWith(device)))
                        .isPresent();
    }
}
