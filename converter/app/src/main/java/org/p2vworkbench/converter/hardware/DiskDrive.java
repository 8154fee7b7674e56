package org.p2vworkbench.converter.hardware;

import java.util.List;

/**
 * A hard disk of the machine.
 *
 * @param image the file that holds it, as the description names it
 * @param names all that the old machine called it below /dev: "sda", "disk/by-id/wwn-0x5000c500a1b2c3d4"
 */
public record DiskDrive(DriveAddress at, String image, List<String> names) {

    public DiskDrive {
        // Records of an earlier version do not have them.
        names = names == null ? List.of() : List.copyOf(names);
    }

    public DiskDrive(DriveAddress at, String image) {
        this(at, image, List.of());
    }

    /** The same disk, hanging elsewhere. */
    public DiskDrive moved(DriveAddress elsewhere) {
        return new DiskDrive(elsewhere, image, names);
    }
}
