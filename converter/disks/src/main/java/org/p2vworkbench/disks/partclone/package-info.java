/**
 * What partclone and ntfsclone write of a volume: its used blocks, one after the other, as a stream.
 *
 * <p>Start with {@link org.p2vworkbench.disks.partclone.PartcloneHeader}, the header of partclone's format 0002, which
 * can be written too. Layout: {@code docs/formats/clonezilla.md}, after partclone 0.3.47, src/partclone.h.
 */
package org.p2vworkbench.disks.partclone;
