package org.p2vworkbench.disks.image;

import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** The neighbourhood of a device: whatever its content names, there is nothing. */
final class NoSiblings implements Siblings {

    @Override
    public Sibling open(String reference, DiskAddress namedAt) throws DiskFormatException {
        throw new DiskFormatException(
                namedAt,
                "names the file '%s', and this is a device, which has no files beside it".formatted(reference),
                "If you trust its content, add --allow-extents-outside; if it is a plain disk, --input-format raw.");
    }

    @Override
    public boolean has(String reference) {
        return false;
    }
}
