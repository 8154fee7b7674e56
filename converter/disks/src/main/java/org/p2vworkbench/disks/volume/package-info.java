/**
 * Volumes that a volume manager of the old machine put together from partitions, disks or RAID volumes.
 *
 * <p>Start with {@link org.p2vworkbench.disks.volume.VolumeFormat}, which finds
 * {@link org.p2vworkbench.disks.volume.VolumeGroup}s. Each manager is one package below this one. Nothing is ever
 * activated: the manager's own description is read, and each volume becomes a lens over its parts.
 */
package org.p2vworkbench.disks.volume;
