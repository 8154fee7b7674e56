package org.p2vworkbench.fixups.appliance;

/**
 * What the library calls a mountable: a device, or a Btrfs subvolume in the form {@code btrfsvol:/dev/sda2/name}.
 *
 * <p>Its own call for the device of one answers with a name from inside the appliance, where disks may be called
 * otherwise than outside (seen with version 1.48): so the name is taken apart here.
 */
final class Mountable {

    private static final String SUBVOLUME = "btrfsvol:";

    private Mountable() {}

    /** @param mountable as {@code list-filesystems} has it */
    static String device(String mountable) {
        if (!mountable.startsWith(SUBVOLUME)) {
            return mountable;
        }
        String path = mountable.substring(SUBVOLUME.length());
        // "/dev/sda2/name" or "/dev/vg/volume/name", and the name may have slashes too.
        String[] parts = path.split("/", 5);
        boolean inGroup = parts.length == 5 && !parts[2].matches("(sd|hd|vd|nvme|md)[a-z0-9]+");
        return inGroup ? "/dev/" + parts[2] + "/" + parts[3] : "/dev/" + parts[2];
    }
}
