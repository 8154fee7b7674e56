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
                types.contains("linux_raid_member") || uses(guest, "/dev/md"),
                types.contains("LVM2_member") || !guest.names("/etc/lvm/backup").isEmpty(),
                types.contains("crypto_LUKS"),
                guest.isFile("/etc/multipath.conf") || uses(guest, "/dev/mapper/mpath"));
    }

    private static boolean uses(GuestTree guest, String device) throws IOException {
        return guest.mountpoints().values().stream().anyMatch(each -> each.startsWith(device))
                || guest.text("/etc/fstab")
                        .filter(text -> text.lines().anyMatch(line -> line.startsWith(device)))
                        .isPresent();
    }
}
