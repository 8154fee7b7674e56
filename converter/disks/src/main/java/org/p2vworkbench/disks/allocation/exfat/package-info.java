/**
 * Which clusters of an exFAT are in use (Microsoft, exFAT file system specification).
 *
 * <p>Start with {@link org.p2vworkbench.disks.allocation.exfat.ExfatAllocation}.
 */
package org.p2vworkbench.disks.allocation.exfat;
