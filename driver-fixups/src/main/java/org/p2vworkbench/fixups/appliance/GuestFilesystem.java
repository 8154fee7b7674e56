package org.p2vworkbench.fixups.appliance;

import java.util.Set;

/**
 * What lies on a device of the appliance.
 *
 * @param device as the appliance names it: "/dev/sda1", "/dev/vg/root"
 * @param type as blkid has it: "ext4", "ntfs", "crypto_LUKS"; "unknown" when nobody knows
 */
public record GuestFilesystem(String device, String type, String label, long sizeBytes) {

    private static final Set<String> ENCRYPTED = Set.of("crypto_LUKS", "BitLocker");
    private static final Set<String> WINDOWS = Set.of("ntfs", "vfat", "msdos", "exfat");
    private static final Set<String> NO_FILES =
            Set.of("swap", "unknown", "LVM2_member", "linux_raid_member", "LVM1_member", "zfs_member", "jbd");

    public boolean isEncrypted() {
        return ENCRYPTED.contains(type);
    }

    /** Whether names of files differ in more than case here. */
    public boolean ignoresCase() {
        return WINDOWS.contains(type);
    }

    public boolean mayHoldFiles() {
        return !isEncrypted() && !NO_FILES.contains(type);
    }
}
