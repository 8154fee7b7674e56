/**
 * Extents that hold only the grains ever written, found through a grain directory and grain tables: hosted sparse
 * (plain or compressed), ESX COWD and seSparse. Start with
 * {@link org.p2vworkbench.disks.image.vmdk.sparse.SparseExtents}, which opens one, and
 * {@link org.p2vworkbench.disks.image.vmdk.sparse.SparseExtent}, which reads it.
 *
 * <p>Specification: Virtual Disk Format 5.0 (VMware, 2011), "Hosted Sparse Extents", "ESXi Host Sparse Extents" and
 * "Stream-Optimized Compressed Sparse Extents". seSparse is undocumented; its layout is as QEMU's reader has it.
 */
package org.p2vworkbench.disks.image.vmdk.sparse;
