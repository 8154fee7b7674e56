/**
 * Which blocks of an ext2, ext3 or ext4 are in use (Linux Documentation/filesystems/ext4: super.rst, group_descr.rst,
 * bitmaps.rst, checksums.rst; e2fsprogs lib/ext2fs for how blocks of unwritten groups are told).
 *
 * <p>Start with {@link org.p2vworkbench.disks.allocation.ext.ExtAllocation}.
 */
package org.p2vworkbench.disks.allocation.ext;
