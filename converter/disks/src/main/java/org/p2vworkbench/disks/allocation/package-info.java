/**
 * Which blocks of a filesystem are in use: what a copy must carry.
 *
 * <p>Start with {@link org.p2vworkbench.disks.allocation.Allocation}. Each filesystem is one package below this one. What
 * is not surely unused counts as used.
 */
package org.p2vworkbench.disks.allocation;
