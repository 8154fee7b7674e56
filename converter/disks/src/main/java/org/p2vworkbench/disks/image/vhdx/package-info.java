/**
 * VHDX, the disks of Hyper-V since 2012: fixed, dynamic and differencing, also when they were not closed cleanly.
 *
 * <p>Start with {@link org.p2vworkbench.disks.image.vhdx.VhdxFormat}. Specification: Microsoft [MS-VHDX], "Virtual Hard
 * Disk v2 (VHDX) File Format". All integers are little-endian. {@code docs/formats/vhdx.md} has the layout on one page.
 */
package org.p2vworkbench.disks.image.vhdx;
