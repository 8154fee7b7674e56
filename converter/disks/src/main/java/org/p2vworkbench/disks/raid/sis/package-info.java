/**
 * RAID of SiS 180 and 96x south bridges. Start with {@link org.p2vworkbench.disks.raid.sis.SisFormat};
 * docs/formats/bios-raid.md has the fields and their source.
 */
package org.p2vworkbench.disks.raid.sis;
