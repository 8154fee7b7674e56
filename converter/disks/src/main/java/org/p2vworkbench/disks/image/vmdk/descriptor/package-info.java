/**
 * The text that says what a VMDK disk is made of (Virtual Disk Format 5.0, "The Descriptor File"): extents, content
 * identifiers, the parent. Start with {@link org.p2vworkbench.disks.image.vmdk.descriptor.Descriptor}.
 */
package org.p2vworkbench.disks.image.vmdk.descriptor;
