/**
 * Filesystems that were a guest's whole disk, or one of its partitions without a partition table around it, as a disk
 * that a machine's firmware can start: Xen gives its guests such disks, and starts them by itself.
 *
 * <p>Start with {@link org.p2vworkbench.converter.wrap.WrappedDisk}. Nothing is copied for it: the table is in memory,
 * the filesystems are read where they are. The first megabyte is left free for a boot loader, which is put there when
 * the guest is repaired. Partition tables: UEFI 2.10, chapter 5.
 */
package org.p2vworkbench.converter.wrap;
