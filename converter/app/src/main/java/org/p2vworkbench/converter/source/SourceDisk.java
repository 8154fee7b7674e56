package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.disks.image.DiskImage;

/**
 * One disk of a machine to convert.
 *
 * @param name for its files in the machine folder, unique within the machine, of {@code [a-z0-9._-]}
 * @param at where the source machine had it
 * @param serial number, where it is a disk that has one; some controllers know the members of a set by it
 * @param seen what the guest made of it
 */
public record SourceDisk(String name, DriveAddress at, Optional<String> serial, SeenAs seen, Opener opener) {

    public SourceDisk(String name, DriveAddress at, Optional<String> serial, Opener opener) {
        this(name, at, serial, SeenAs.UNKNOWN, opener);
    }

    public SourceDisk(String name, DriveAddress at, Opener opener) {
        this(name, at, Optional.empty(), opener);
    }

    /** Opens the disk; the caller closes it. May be called again. */
    public DiskImage open() throws IOException {
        return opener.open();
    }

    /** How the disk is reached. */
    @FunctionalInterface
    public interface Opener {
        DiskImage open() throws IOException;
    }
}
