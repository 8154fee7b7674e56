package org.p2vworkbench.converter.libvirt;

import java.nio.file.Path;
import org.p2vworkbench.converter.hardware.DriveAddress;

/**
 * A converted disk.
 *
 * @param format "qcow2" or "raw"
 * @param device whether the image is a block device and not a file
 * @param at where the source machine had it
 */
public record DiskFile(Path image, String format, DriveAddress at, boolean device) {

    public DiskFile(Path image, String format, DriveAddress at) {
        this(image, format, at, false);
    }
}
