/**
 * Everything that lies on the disks of a machine, layer upon layer: disk, RAID set, partition table, volume group,
 * volume, filesystem.
 *
 * <p>Start with {@link org.p2vworkbench.disks.layers.MachineLayers}. A layer knows its bytes and which of them are in
 * use; what is in use of a disk follows from the layers upon it.
 */
package org.p2vworkbench.disks.layers;
