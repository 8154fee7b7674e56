/**
 * Initial RAM disks, and the drivers in them. An old server's image holds the driver of its one controller; what the new
 * machine needs is put behind it as one more archive, which the kernel unpacks over the first. Nothing of the guest is
 * run, nothing that is in the image is lost, and taking it back is cutting it off.
 *
 * <p>Start with {@link org.p2vworkbench.fixups.linux.initramfs.InitramfsFixup}; {@code InitramfsReader} reads an image,
 * {@code DriverArchive} makes what is put behind it. Specification: the kernel's documentation "initramfs buffer format"
 * ({@code Documentation/driver-api/early-userspace/buffer-format.rst}) and {@code init/initramfs.c}, which is what takes
 * the image in the end.
 */
package org.p2vworkbench.fixups.linux.initramfs;
