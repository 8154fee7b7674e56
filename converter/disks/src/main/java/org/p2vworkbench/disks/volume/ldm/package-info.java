/**
 * Windows dynamic disks (Logical Disk Manager): the private header of each disk, the database they share, and the lenses
 * its volumes become.
 *
 * <p>Start with {@link org.p2vworkbench.disks.volume.ldm.LdmGroups}. What is known of the format, and where from:
 * docs/formats/ldm.md.
 */
package org.p2vworkbench.disks.volume.ldm;
