/**
 * VMware disks: a descriptor, and the extents it is made of, in one file or many.
 *
 * <p>Start with {@link org.p2vworkbench.disks.image.vmdk.VmdkFormat}. Specification: Virtual Disk Format 5.0 (VMware,
 * 2011); what we accept and refuse is in {@code docs/formats/vmdk.md}.
 */
package org.p2vworkbench.disks.image.vmdk;
