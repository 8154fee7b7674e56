/**
 * VHD, the disks of Virtual PC, Virtual Server, Hyper-V 2008, XenServer, Azure and Disk2vhd: fixed, dynamic and
 * differencing.
 *
 * <p>Start with {@link org.p2vworkbench.disks.image.vhd.VhdFormat}. Specification: Microsoft "Virtual Hard Disk Image
 * Format Specification", version 1.0, October 2006. All integers are big-endian. {@code docs/formats/vhd.md} has the
 * layout on one page.
 */
package org.p2vworkbench.disks.image.vhd;
