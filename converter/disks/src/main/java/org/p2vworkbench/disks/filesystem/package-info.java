/**
 * Which filesystem, swap area, volume group member, RAID member or encrypted volume a range of bytes holds, told from
 * its signatures alone.
 *
 * <p>Start with {@link org.p2vworkbench.disks.filesystem.FilesystemSignature}; each probe knows one format and cites
 * where its layout is written down. Types, labels and identifiers are those that util-linux's blkid prints.
 */
package org.p2vworkbench.disks.filesystem;
