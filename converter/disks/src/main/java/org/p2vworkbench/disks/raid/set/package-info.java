/**
 * What a RAID detective says: the sets found among disks, their members, and how sure it is.
 *
 * <p>Start with {@link org.p2vworkbench.disks.raid.set.RaidSet}. Each metadata format is one package beside this one and
 * implements {@link org.p2vworkbench.disks.raid.set.RaidFormat}.
 */
package org.p2vworkbench.disks.raid.set;
