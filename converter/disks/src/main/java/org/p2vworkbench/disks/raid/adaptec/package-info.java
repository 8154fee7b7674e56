/**
 * Adaptec HostRAID (ASR), SCSI and SATA. Start with {@link org.p2vworkbench.disks.raid.adaptec.AdaptecFormat};
 * docs/formats/bios-raid.md has the fields and their sources. Adaptec's controllers with a processor write something else.
 */
package org.p2vworkbench.disks.raid.adaptec;
