/**
 * Which blocks of an XFS are in use (XFS Algorithms and Data Structures, 3rd edition: chapters 13 "Allocation Groups" and
 * 14 "Journaling Log"; Linux fs/xfs/libxfs/xfs_format.h).
 *
 * <p>Start with {@link org.p2vworkbench.disks.allocation.xfs.XfsAllocation}.
 */
package org.p2vworkbench.disks.allocation.xfs;
