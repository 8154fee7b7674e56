package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;

/**
 * The backing file as a header names it: a path, with the format when the header says one.
 *
 * <p>To qemu the name may also be a whole description ({@code json:{...}}) or a place on the network
 * ({@code nbd://...}); an image somebody sent us does not get to open connections, so these are refused. A base said to
 * be raw is never probed: its guest could have written the header of another format, naming any file, into it.
 */
record BackingFile(String reference, Optional<String> format) {

    /** Where the header keeps the offset of the name. */
    private static final int NAMED_AT = 8;

    /** A letter and a colon is a drive of Windows. */
    private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z0-9+.-]{2,}:.*", Pattern.DOTALL);

    /** What qemu calls a format, where this program calls it otherwise. */
    private static final Map<String, String> NAMES = Map.of("vpc", "vhd", "file", "raw", "host_device", "raw");

    static Optional<BackingFile> of(Qcow2Header header) {
        Optional<String> format = header.extension(Qcow2Extension.BACKING_FORMAT)
                .map(Qcow2Extension::text)
                .filter(name -> !name.isEmpty())
                .map(name -> NAMES.getOrDefault(name, name));
        return header.backingFile().map(reference -> new BackingFile(reference, format));
    }

    DiskImage open(String child, ImageContext context) throws IOException {
        DiskAddress namedAt = new DiskAddress(child, NAMED_AT);
        if (PROTOCOL.matcher(reference).matches()) {
            throw new DiskFormatException(
                    namedAt,
                    "the backing file is '%s', which is not a file beside this one".formatted(reference),
                    "If you trust this image, copy its base here and name it: qemu-img rebase -u -b BASE -F FORMAT IMAGE.");
        }
        return context.parent(reference, format, namedAt);
    }
}
