/**
 * VIA V-RAID, the fake RAID of VT6420 and VT8237 south bridges. Start with {@link org.p2vworkbench.disks.raid.via.ViaFormat};
 * docs/formats/bios-raid.md has the fields and their sources.
 */
package org.p2vworkbench.disks.raid.via;
