/**
 * RAID arithmetic: which byte of which member a byte of the volume is, and how a missing one is computed.
 *
 * <p>Nothing here knows who made a set or how its metadata looks. A volume is a lens over its members in slot order; a
 * member that is missing is an empty Optional. Lenses nest: RAID 50 is a {@link org.p2vworkbench.disks.raid.StripedVolume}
 * over {@link org.p2vworkbench.disks.raid.ParityVolume}s. Layouts carry the names that mdadm(8) gives them.
 */
package org.p2vworkbench.disks.raid;
