/**
 * LVM2, read from its text and never activated: the labels and metadata areas of physical volumes, the description of a
 * volume group in them, and the lenses its logical volumes become.
 *
 * <p>Start with {@link org.p2vworkbench.disks.volume.lvm.LvmGroups}. What is known of the format, and where from:
 * docs/formats/lvm2.md.
 */
package org.p2vworkbench.disks.volume.lvm;
