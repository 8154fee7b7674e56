/**
 * Disks kept as numbered blocks in a file, some absent, some left to a parent: the part VHD, VHDX and VDI share.
 *
 * <p>A format says where bytes are ({@link org.p2vworkbench.disks.image.blocks.BlockMap}); {@link
 * org.p2vworkbench.disks.image.blocks.MappedDisk}, the class to start with, reads them and tells extents.
 */
package org.p2vworkbench.disks.image.blocks;
