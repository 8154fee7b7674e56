/**
 * Which clusters of an NTFS are in use (Linux-NTFS project, NTFS Documentation 0.6; ntfs-3g layout.h and logfile.h).
 *
 * <p>Start with {@link org.p2vworkbench.disks.allocation.ntfs.NtfsAllocation}.
 */
package org.p2vworkbench.disks.allocation.ntfs;
