/**
 * Folders that Clonezilla saved disks to, as the disks they were.
 *
 * <p>Start with {@link org.p2vworkbench.disks.clonezilla.ClonezillaFolder}: it reads the small files of a folder, which
 * are the output of sfdisk, parted and LVM's tools, into a plan of each disk ({@code DiskPlan}), and opens that as a
 * {@link org.p2vworkbench.disks.clonezilla.ClonezillaDisk}. Some of the files are shell code to Clonezilla; here they are
 * read as text and nothing else. Layout: {@code docs/formats/clonezilla.md}.
 */
package org.p2vworkbench.disks.clonezilla;
