/**
 * Draws RAID sets: which disk holds which chunk of the volume, where the parity is, and which disk is missing.
 *
 * <p>Start with {@link org.p2vworkbench.reports.raid.RaidDrawing}. Places of chunks are those of Linux md, whose names for
 * layouts are used for the sets of controllers too: {@code raid5_compute_sector()} of drivers/md/raid5.c, md(4) for RAID 10.
 */
package org.p2vworkbench.reports.raid;
