package org.p2vworkbench.converter.wrap;

import org.p2vworkbench.disks.image.DiskImage;

/**
 * A filesystem that becomes a partition.
 *
 * @param number by which the guest knows it, from 1
 */
record WrappedPart(int number, Kind kind, DiskImage image) {

    /** What tables tell apart. */
    enum Kind {
        LINUX,
        SWAP,
        /** What UEFI starts from; firmware looks for it in a GPT. */
        EFI_SYSTEM
    }
}
