/**
 * Linux software RAID: the superblocks of md, formats 0.90, 1.0, 1.1 and 1.2.
 *
 * <p>Start with {@link org.p2vworkbench.disks.raid.md.MdFormat}, which finds sets, and
 * {@link org.p2vworkbench.disks.raid.md.MdSuperblock}, which is what a member says. Specified by Linux
 * include/uapi/linux/raid/md_p.h and drivers/md/md.c; the layouts are those of
 * {@link org.p2vworkbench.disks.raid}. See docs/formats/md.md.
 */
package org.p2vworkbench.disks.raid.md;
