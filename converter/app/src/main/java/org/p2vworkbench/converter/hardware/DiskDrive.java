package org.p2vworkbench.converter.hardware;

import java.util.Optional;

/**
 * A hard disk of the machine.
 *
 * @param image the file that holds it, as the description names it
 * @param wwn its world wide name as the old system spelled it: "naa.5000c500a1b2c3d4"
 */
public record DiskDrive(DriveAddress at, String image, Optional<String> wwn) {

    public DiskDrive {
        // A record of an earlier version does not have it.
        wwn = wwn == null ? Optional.empty() : wwn;
    }

    public DiskDrive(DriveAddress at, String image) {
        this(at, image, Optional.empty());
    }

    public DiskDrive movedTo(DriveAddress other) {
        return new DiskDrive(other, image, wwn);
    }
}
