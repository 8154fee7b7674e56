package org.p2vworkbench.converter.wrap;

import org.p2vworkbench.disks.image.DiskImage;

/**
 * A filesystem that becomes a partition.
 *
 * @param number by which the guest knows it, from 1
 * @param swap whether it is swap space, which has a partition type of its own
 */
record WrappedPart(int number, boolean swap, DiskImage image) {}
