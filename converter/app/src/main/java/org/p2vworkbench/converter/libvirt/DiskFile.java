package org.p2vworkbench.converter.libvirt;

import java.nio.file.Path;
import java.util.Optional;
import org.p2vworkbench.converter.hardware.DriveAddress;

/**
 * A converted disk.
 *
 * @param format "qcow2" or "raw"
 * @param device whether the image is a block device and not a file
 * @param at where the source machine had it
 * @param serial and {@code wwn}: what the old disk was known by
 */
public record DiskFile(
        Path image, String format, DriveAddress at, boolean device, Optional<String> serial, Optional<String> wwn) {

    public DiskFile(Path image, String format, DriveAddress at) {
        this(image, format, at, false, Optional.empty(), Optional.empty());
    }

    /** The same disk, with a layer over it that takes what is written. */
    public DiskFile under(Path layer) {
        return new DiskFile(layer, "qcow2", at, false, serial, wwn);
    }
}
