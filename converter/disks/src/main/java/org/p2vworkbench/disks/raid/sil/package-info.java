/**
 * Silicon Image Medley (SiI 680, 3112, 3114, 3132). Start with {@link org.p2vworkbench.disks.raid.sil.SilFormat};
 * docs/formats/bios-raid.md has the fields and their sources.
 */
package org.p2vworkbench.disks.raid.sil;
