package org.p2vworkbench.converter.libvirt;

import java.nio.file.Path;
import org.p2vworkbench.converter.hardware.DriveAddress;

/**
 * A converted disk.
 *
 * @param format "qcow2" or "raw"
 * @param at where the source machine had it
 */
public record DiskFile(Path image, String format, DriveAddress at) {}
