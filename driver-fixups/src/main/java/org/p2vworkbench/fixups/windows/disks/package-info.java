/** The partition tables of a guest's disks: {@link org.p2vworkbench.fixups.windows.disks.DiskTable}. */
package org.p2vworkbench.fixups.windows.disks;
