/**
 * VDI, the disks of VirtualBox: dynamic, fixed and differencing.
 *
 * <p>Start with {@link org.p2vworkbench.disks.image.vdi.VdiFormat}. There is no specification; the layout is that of
 * VirtualBox 7, {@code src/VBox/Storage/VDICore.h}, version 1.1. All integers are little-endian. {@code
 * docs/formats/vdi.md} has the layout on one page.
 */
package org.p2vworkbench.disks.image.vdi;
