/**
 * Which clusters of a FAT12, FAT16 or FAT32 are in use (Microsoft, FAT: General Overview of On-Disk Format, version 1.03).
 *
 * <p>Start with {@link org.p2vworkbench.disks.allocation.fat.FatAllocation}.
 */
package org.p2vworkbench.disks.allocation.fat;
