/**
 * The RAID detective: looks at a heap of disks with everything this program knows of RAID and says what belongs together.
 *
 * <p>Start with {@link org.p2vworkbench.disks.raid.detect.RaidDetective}. Metadata comes first, content judges it, and
 * disks without metadata go to inference. Disks are grouped by what is written on them, never by controller or port.
 */
package org.p2vworkbench.disks.raid.detect;
