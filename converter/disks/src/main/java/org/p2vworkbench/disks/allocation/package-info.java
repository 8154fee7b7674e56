/**
 * Which blocks of a filesystem are in use: what a copy must carry.
 *
 * <p>Start with {@link org.p2vworkbench.disks.allocation.Allocations}. Each filesystem is one package below this one and
 * tells its tables as {@link org.p2vworkbench.disks.allocation.UsedUnits}. What is not surely unused counts as used.
 * Where each says what is in use, and how that compares with partclone: docs/formats/allocation-maps.md.
 */
package org.p2vworkbench.disks.allocation;
