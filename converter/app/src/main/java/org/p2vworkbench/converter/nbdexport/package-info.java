/**
 * Disks for programs that want a file: a small NBD server on a private socket, and a layer over it that can be written to
 * and thrown away.
 *
 * <p>Specification: NetworkBlockDevice/nbd, doc/proto.md, cited by section. Start with
 * {@link org.p2vworkbench.converter.nbdexport.NbdExport}; {@code Handshake} is how a connection begins,
 * {@code Transmission} how it goes on. The client is not trusted: qemu reads filesystems of strangers, so whatever it
 * sends, memory stays bounded and the disk is only read.
 */
package org.p2vworkbench.converter.nbdexport;
