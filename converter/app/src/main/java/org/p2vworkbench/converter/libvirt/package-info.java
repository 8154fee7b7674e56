/**
 * The new machine's definition: libvirt's domain XML, and the same machine as a script for qemu alone.
 *
 * <p>Start with {@link org.p2vworkbench.converter.libvirt.Domain}, what is written, decided from what is known of the
 * source; {@link org.p2vworkbench.converter.libvirt.DomainXml} and
 * {@link org.p2vworkbench.converter.libvirt.QemuScript} write it. Specification: https://libvirt.org/formatdomain.html.
 */
package org.p2vworkbench.converter.libvirt;
